package dev.cairn.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the commands other than {@code status} and {@code facts} answer. */
public final class Answers {
    private Answers() {}

    /** Answer of {@code order}. */
    public record OrderAccepted(boolean accepted, long sequence) {}

    /** Answer of {@code reboot} and {@code bootstrap}. */
    public record Accepted(boolean accepted) {}

    /** One chunk that the node lacks. */
    public record MissingChunk(String sha256, long bytes) {}

    /** Answer of {@code chunks missing}. */
    public record MissingChunks(List<MissingChunk> missing, long missingBytes) {
        /** Copies the list. */
        public MissingChunks {
            missing = List.copyOf(missing);
        }
    }

    /** Answer of {@code chunks put}. */
    public record ChunksReceived(long received, long bytes) {}

    /** Answer of {@code drain}; {@code lastSeq} is what to acknowledge, and to continue after. */
    public record Drained(List<TelemetryRecord> records, long lastSeq, boolean more) {
        /** Copies the list. */
        public Drained {
            records = List.copyOf(records);
        }
    }

    /** Answer of {@code drain ack}. */
    public record DrainAcknowledged(long acknowledged) {}

    /** Answer of {@code logs}, oldest line first. */
    public record LogLines(List<String> lines) {
        /** Copies the list. */
        public LogLines {
            lines = List.copyOf(lines);
        }
    }

    /** Answer of {@code slot}; {@code failed} maps bundle digests that this node will not try again to the reason. */
    public record SlotReport(@Nullable SlotName booted, List<SlotStatus> slots, Map<String, String> failed) {
        /** Copies the collections. */
        public SlotReport {
            slots = List.copyOf(slots);
            failed = Map.copyOf(failed);
        }
    }
}
