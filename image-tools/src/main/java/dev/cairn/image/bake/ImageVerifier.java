package dev.cairn.image.bake;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Progress;
import dev.cairn.image.Region;
import dev.cairn.image.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Compares every mapped byte of an image file or drive with a manifest. Stateless. */
public final class ImageVerifier {
    /** Verifies an image with the manifest beside it. */
    public VerifyReport verify(Path image, Progress progress) {
        return verify(image, ImageManifest.beside(image), range -> true, progress);
    }

    /** Verifies {@code on}, a written drive or copy, with an image's manifest; the seed, which differs per drive, is not compared. */
    public VerifyReport verify(Path on, ImageManifest manifest, Progress progress) {
        return verify(on, manifest, range -> !manifest.isSeed(range), progress);
    }

    private static VerifyReport verify(
            Path on, ImageManifest manifest, Predicate<ImageManifest.Range> wanted, Progress progress) {
        List<VerifyReport.Mismatch> mismatches = new ArrayList<>();
        long done = 0;
        try (FileChannel channel = FileChannel.open(on, StandardOpenOption.READ)) {
            Region disk = Region.whole(channel);
            if (disk.length() < manifest.bytes()) {
                throw new ImageException(
                        ImageProblem.IMAGE_DAMAGED,
                        "verify",
                        on.toString(),
                        Map.of("reason", disk.length() + " bytes instead of " + manifest.bytes()));
            }
            MessageDigest digest = Sha256.start();
            ByteBuffer buffer = ByteBuffer.allocateDirect(ImageHasher.RANGE_BYTES);
            for (ImageManifest.Range range :
                    manifest.ranges().stream().filter(wanted).toList()) {
                disk.read(range.offset(), buffer.clear().limit(range.bytes()));
                digest.update(buffer.flip());
                if (!Sha256.finish(digest).equals(range.sha256())) {
                    mismatches.add(new VerifyReport.Mismatch(range.offset(), range.bytes(), range.partition()));
                }
                done += range.bytes();
                progress.step("verify", on.toString(), done, manifest.mappedBytes());
            }
        } catch (IOException e) {
            throw ImageException.io("verify", on.toString(), e);
        }
        return new VerifyReport(done, mismatches);
    }
}
