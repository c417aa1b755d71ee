package dev.cairn.image.bake;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import java.util.Arrays;
import java.util.Map;

/** The fixed-length form in which a seed stands in an image. Stateless. */
public final class Seeds {
    /** Where it stands on the ESP. */
    public static final String PATH = "/cairn/seed.json";

    private Seeds() {}

    /** The seed with spaces up to {@link ImageManifest#SEED_BYTES}. */
    public static byte[] padded(byte[] seed, String phase) {
        if (seed.length > ImageManifest.SEED_BYTES) {
            throw new ImageException(
                    ImageProblem.SEED_TOO_LARGE,
                    phase,
                    "seed.json",
                    Map.of("bytes", Integer.toString(seed.length), "max", Integer.toString(ImageManifest.SEED_BYTES)));
        }
        byte[] padded = Arrays.copyOf(seed, ImageManifest.SEED_BYTES);
        Arrays.fill(padded, seed.length, padded.length, (byte) ' ');
        return padded;
    }
}
