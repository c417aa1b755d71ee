package dev.cairn.image.drive;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How drives are written.
 *
 * @param stallLimit a drive that does not answer for so long is given up, and one that is so long behind the slowest pace of any that works
 * @param scratch folder on a disk with room for what a compressed image maps; the image's own folder when empty
 */
public record WriteOptions(Duration stallLimit, Probe probe, Optional<Path> scratch) {
    public static final WriteOptions USUAL = new WriteOptions(Duration.ofSeconds(30), Probe.DEVICES, Optional.empty());

    /** Which targets are asked whether they hold what they claim. */
    public enum Probe {
        DEVICES,
        ALL,
        NONE
    }

    public WriteOptions {
        if (stallLimit.isNegative() || stallLimit.isZero()) {
            throw new IllegalArgumentException("no time for an answer");
        }
    }

    public WriteOptions withProbe(Probe which) {
        return new WriteOptions(stallLimit, which, scratch);
    }

    boolean probes(boolean device) {
        return switch (probe) {
            case DEVICES -> device;
            case ALL -> true;
            case NONE -> false;
        };
    }
}
