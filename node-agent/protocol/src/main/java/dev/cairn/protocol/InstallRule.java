package dev.cairn.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a seed tells the stick that carries it: do not become a node, put Cairn on this machine's own disk. Immutable.
 *
 * @param disk which disk, in the form of {@link DiskChoice#of}
 * @param minimumBytes smaller disks are passed over; the image's own length is always needed
 * @param eraseData whether a disk that holds data may be erased
 * @param countdownSeconds how long the console shows what will be erased before it is
 */
public record InstallRule(String disk, long minimumBytes, boolean eraseData, int countdownSeconds, AfterInstall then) {
    public static final int DEFAULT_COUNTDOWN_SECONDS = 30;
    private static final int MOST_COUNTDOWN_SECONDS = 3_600;
    private static final long MOST_BYTES = 1L << 60;

    /** Checks every part; throws {@link IllegalArgumentException} that names the wrong one. */
    public InstallRule {
        DiskChoice.of(disk);
        if (minimumBytes < 0 || minimumBytes > MOST_BYTES) {
            throw new IllegalArgumentException("minimumBytes is not between 0 and 2^60");
        }
        if (countdownSeconds < 0 || countdownSeconds > MOST_COUNTDOWN_SECONDS) {
            throw new IllegalArgumentException("countdownSeconds is not between 0 and " + MOST_COUNTDOWN_SECONDS);
        }
    }

    /** As it stands in a seed; what is left out is none, no, 30 seconds and reboot. */
    @JsonCreator
    static InstallRule read(
            @JsonProperty("disk") @Nullable String disk,
            @JsonProperty("minimumBytes") @Nullable Long minimumBytes,
            @JsonProperty("eraseData") @Nullable Boolean eraseData,
            @JsonProperty("countdownSeconds") @Nullable Integer countdownSeconds,
            @JsonProperty("then") @Nullable AfterInstall then) {
        if (disk == null) {
            throw new IllegalArgumentException("install names no disk");
        }
        return new InstallRule(
                disk,
                Objects.requireNonNullElse(minimumBytes, 0L),
                Objects.requireNonNullElse(eraseData, false),
                Objects.requireNonNullElse(countdownSeconds, DEFAULT_COUNTDOWN_SECONDS),
                Objects.requireNonNullElse(then, AfterInstall.REBOOT));
    }

    /** A rule for a disk that erases no data, with all else as usual. */
    public static InstallRule of(DiskChoice disk) {
        return new InstallRule(disk.text(), 0, false, DEFAULT_COUNTDOWN_SECONDS, AfterInstall.REBOOT);
    }

    /** Which disk is meant. */
    public DiskChoice choice() {
        return DiskChoice.of(disk);
    }
}
