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

    /**
     * Answer of {@code certificate}.
     *
     * @param key the node's SSH host key
     * @param certificate the line of its certificate; null while it has none
     * @param expiresMs ms since 1970; 0 without certificate
     */
    public record HostCertified(SshPublicKey key, @Nullable String certificate, long expiresMs) {}

    /**
     * One chunk that the node lacks.
     *
     * @param have so many bytes of its beginning are there; null for none
     */
    public record MissingChunk(
            String sha256, long bytes, @Nullable Long have) {
        /** Of which nothing is there. */
        public MissingChunk(String sha256, long bytes) {
            this(sha256, bytes, null);
        }

        /** Bytes to be sent. */
        public long left() {
            return have == null ? bytes : bytes - have;
        }
    }

    /**
     * Answer of {@code chunks missing}.
     *
     * @param receivedFrom see {@link UpdateStatus}
     */
    public record MissingChunks(
            List<MissingChunk> missing,
            long missingBytes,
            @Nullable Map<String, Long> receivedFrom) {
        /** Copies the collections. */
        public MissingChunks {
            missing = List.copyOf(missing);
            receivedFrom = receivedFrom == null ? null : Map.copyOf(receivedFrom);
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

    /** Answer of {@code kubeconfig}: the administrator's, as the distribution wrote it for this node itself. */
    public record Kubeconfig(String kubeconfig) {
        /** Without the key in it. */
        @Override
        public String toString() {
            return "Kubeconfig[" + kubeconfig.length() + " characters]";
        }
    }

    /** Answer of {@code logs}, oldest line first. */
    public record LogLines(List<String> lines) {
        /** Copies the list. */
        public LogLines {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Answer of {@code logs failed-trial}: what the last boot of the last failed trial logged, or why that is not there.
     *
     * @param bundleDigest of the update, as in its {@link UpdateResult}; null if no trial failed
     * @param atMs when that update ended, as in its {@link UpdateResult}
     * @param boot the id of the boot that logged it; null without text
     * @param text its end, at most 256 KiB
     * @param cut whether the beginning is left out
     */
    public record TrialLog(
            TrialLogState state,
            @Nullable String bundleDigest,
            long atMs,
            @Nullable SlotName slot,
            @Nullable String boot,
            @Nullable String text,
            boolean cut) {}

    /** Answer of {@code slot}; {@code failed} maps bundle digests that this node will not try again to the reason. */
    public record SlotReport(@Nullable SlotName booted, List<SlotStatus> slots, Map<String, String> failed) {
        /** Copies the collections. */
        public SlotReport {
            slots = List.copyOf(slots);
            failed = Map.copyOf(failed);
        }
    }
}
