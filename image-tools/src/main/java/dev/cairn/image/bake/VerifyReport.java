package dev.cairn.image.bake;

import java.util.List;

/** The outcome of comparing an image or drive with a manifest. */
public record VerifyReport(long checkedBytes, List<Mismatch> mismatches) {
    public VerifyReport {
        mismatches = List.copyOf(mismatches);
    }

    /** A range whose bytes are not those of the manifest; {@code offset} and {@code bytes} in the image. */
    public record Mismatch(long offset, int bytes, String partition) {}

    public boolean intact() {
        return mismatches.isEmpty();
    }
}
