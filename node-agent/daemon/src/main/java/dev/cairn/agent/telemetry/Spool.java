package dev.cairn.agent.telemetry;

import dev.cairn.agent.state.DurableFiles;
import dev.cairn.protocol.Answers.Drained;
import dev.cairn.protocol.NodeId;
import dev.cairn.protocol.SpoolStatus;
import dev.cairn.protocol.TelemetryPayload;
import dev.cairn.protocol.TelemetryRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps telemetry on disk until a laptop has taken it. What is lost, for room, for damage or because the disk refuses, is said by
 * a gap record. No method throws for a bad disk. Thread-safe.
 */
public final class Spool implements EventLog, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final String ACKNOWLEDGED = "acknowledged";
    private static final int MOST_QUARANTINED = 4;

    private final Path folder;
    private final NodeId node;
    private final String boot;
    private final Quota quota;
    private final InstantSource clock;
    private final List<SpoolSegment> segments = new ArrayList<>();
    private final Loss unwritable = new Loss();
    private @Nullable FileChannel out;
    private long nextSeq = 1;
    private long acknowledged;
    private long lostRecords;
    private int quarantined;

    /** Opens the folder, which need not exist; only the newest segment is read. */
    public Spool(Path folder, NodeId node, String boot, Quota quota, InstantSource clock) {
        this.folder = folder;
        this.node = node;
        this.boot = boot;
        this.quota = quota;
        this.clock = clock;
        open();
    }

    /** How much may lie on disk, and when a new segment begins. */
    public record Quota(long bytes, long segmentBytes) {
        public static final Quota DEFAULT = new Quota(64L << 20, 512L << 10);
    }

    /** Records that the disk did not take, to be told once it takes records again. */
    private static final class Loss {
        private long first;
        private long last;

        void add(long seq) {
            first = first == 0 ? seq : first;
            last = seq;
        }

        Optional<TelemetryPayload> take() {
            if (first == 0) {
                return Optional.empty();
            }
            TelemetryPayload gap = new TelemetryPayload.Gap(first, last, last - first + 1, "unwritable");
            first = 0;
            return Optional.of(gap);
        }

        boolean any() {
            return first != 0;
        }
    }

    @Override
    public void event(String kind, String text, Map<String, String> attributes) {
        append(new TelemetryPayload.Event(kind, text, attributes));
    }

    /** Appends a record of now. */
    public void append(TelemetryPayload payload) {
        append(clock.millis(), payload);
    }

    /** Appends a record of the given time, ms since 1970. */
    public synchronized void append(long timeMs, TelemetryPayload payload) {
        long seq = nextSeq++;
        try {
            write(new TelemetryRecord(node, boot, seq, timeMs, payload));
        } catch (IOException refused) {
            closeSegment();
            unwritable.add(seq);
            lostRecords++;
            return;
        }
        unwritable.take().ifPresent(this::append);
        makeRoom();
    }

    /** Records after a sequence number, oldest first, at most {@code most}; what is returned is safely on disk. */
    public synchronized Drained drain(long after, int most) {
        sync();
        List<TelemetryRecord> found = new ArrayList<>();
        boolean more = false;
        for (SpoolSegment segment : List.copyOf(segments)) {
            if (lastSeqOf(segment) <= after) {
                continue;
            }
            for (TelemetryRecord record : intactRecords(segment)) {
                if (record.seq() > after && found.size() < most) {
                    found.add(record);
                } else if (record.seq() > after) {
                    more = true;
                }
            }
            if (more) {
                break;
            }
        }
        long last = found.isEmpty() ? Math.max(after, 0) : found.getLast().seq();
        return new Drained(found, last, more);
    }

    /** Everything up to a sequence number is safe elsewhere and may go. Returns the highest number ever acknowledged. */
    public synchronized long acknowledge(long seq) {
        if (seq > acknowledged && seq < nextSeq) {
            acknowledged = seq;
            try {
                DurableFiles.replace(
                        folder.resolve(ACKNOWLEDGED), Long.toString(seq).getBytes(StandardCharsets.US_ASCII));
                for (SpoolSegment segment : List.copyOf(segments)) {
                    if (segment != segments.getLast() && lastSeqOf(segment) <= seq) {
                        segments.remove(segment);
                        segment.delete();
                    }
                }
            } catch (IOException refused) {
                LOG.warn("acknowledged telemetry could not be removed: {}", refused.getMessage());
            }
        }
        return acknowledged;
    }

    /** The spool in numbers. */
    public synchronized SpoolStatus status() {
        long first = segments.isEmpty() ? 0 : segments.getFirst().firstSeq();
        return new SpoolStatus(
                first, nextSeq - 1, acknowledged, bytes(), quota.bytes(), lostRecords, quarantined, !unwritable.any());
    }

    /** Puts on disk what was appended. */
    public synchronized void sync() {
        try {
            if (out != null) {
                out.force(false);
            }
        } catch (IOException refused) {
            LOG.warn("telemetry could not be synced: {}", refused.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        sync();
        closeSegment();
    }

    private void open() {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(folder)) {
                files.map(SpoolSegment::of)
                        .flatMap(Optional::stream)
                        .sorted(Comparator.comparingLong(SpoolSegment::firstSeq))
                        .forEach(segments::add);
            }
            try (Stream<Path> files = Files.list(folder)) {
                quarantined = (int)
                        files.filter(file -> file.toString().endsWith(".bad")).count();
            }
            acknowledged = readAcknowledged();
            nextSeq = acknowledged + 1;
            if (!segments.isEmpty()) {
                openNewest(segments.getLast());
            }
        } catch (IOException refused) {
            LOG.warn("the telemetry spool could not be opened: {}", refused.getMessage());
        }
    }

    /** A record that a power cut left half written is cut off: nobody has been given it. */
    private void openNewest(SpoolSegment newest) throws IOException {
        SpoolSegment.Content content = newest.read();
        long last = content.records().isEmpty()
                ? newest.firstSeq() - 1
                : content.records().getLast().seq();
        nextSeq = Math.max(nextSeq, last + 1);
        if (!content.whole()) {
            newest.truncate(content.intactBytes());
        }
    }

    private long readAcknowledged() {
        try {
            return Long.parseLong(Files.readString(folder.resolve(ACKNOWLEDGED)).strip());
        } catch (IOException | NumberFormatException none) {
            return 0;
        }
    }

    private void write(TelemetryRecord record) throws IOException {
        ByteBuffer frame = SpoolSegment.frame(record);
        FileChannel channel = out;
        if (channel == null || channel.size() >= quota.segmentBytes()) {
            channel = startSegment(record.seq());
        }
        long before = channel.size();
        try {
            DurableFiles.writeFully(channel, frame);
        } catch (IOException refused) {
            channel.truncate(before);
            throw refused;
        }
    }

    private FileChannel startSegment(long firstSeq) throws IOException {
        sync();
        closeSegment();
        Files.createDirectories(folder);
        SpoolSegment segment = SpoolSegment.named(folder, firstSeq);
        FileChannel channel = FileChannel.open(
                segment.file(),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
        out = channel;
        segments.removeIf(other -> other.firstSeq() == firstSeq);
        segments.add(segment);
        return channel;
    }

    private void closeSegment() {
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException refused) {
            LOG.warn("a telemetry segment could not be closed: {}", refused.getMessage());
        }
        out = null;
    }

    /** What is evicted may hold the only word of older gaps, so the new gap reaches back to the last acknowledged record. */
    private void makeRoom() {
        long last = 0;
        while (segments.size() > 1 && bytes() > quota.bytes()) {
            SpoolSegment oldest = segments.removeFirst();
            last = segments.getFirst().firstSeq() - 1;
            lostRecords += Math.max(0, last - Math.max(oldest.firstSeq(), acknowledged + 1) + 1);
            try {
                oldest.delete();
            } catch (IOException refused) {
                LOG.warn("an old telemetry segment could not be removed: {}", refused.getMessage());
            }
        }
        if (last > acknowledged) {
            tellGap(acknowledged + 1, last, "quota");
        }
    }

    private List<TelemetryRecord> intactRecords(SpoolSegment segment) {
        try {
            SpoolSegment.Content content = segment.read();
            if (!content.whole()) {
                quarantine(segment, content);
            }
            return content.records();
        } catch (IOException unreadable) {
            LOG.warn("telemetry segment {} cannot be read: {}", segment.file(), unreadable.getMessage());
            quarantine(segment, new SpoolSegment.Content(List.of(), 0, false));
            return List.of();
        }
    }

    /** Sets the file aside, keeps what is intact of it under its name, and says what is lost. */
    private void quarantine(SpoolSegment segment, SpoolSegment.Content content) {
        long last = lastSeqOf(segment);
        long lastIntact = content.records().isEmpty()
                ? segment.firstSeq() - 1
                : content.records().getLast().seq();
        if (segment == segments.getLast()) {
            closeSegment();
        }
        quarantined++;
        try {
            Path bad = folder.resolve(segment.file().getFileName() + ".bad");
            byte[] intact = content.intactBytes() == 0 ? new byte[0] : firstBytes(segment, content.intactBytes());
            DurableFiles.move(segment.file(), bad);
            if (intact.length > 0) {
                DurableFiles.replace(segment.file(), intact);
            } else {
                segments.remove(segment);
            }
            dropOldQuarantine();
        } catch (IOException refused) {
            segments.remove(segment);
            LOG.warn("a damaged telemetry segment could not be set aside: {}", refused.getMessage());
        }
        LOG.warn("telemetry segment {} is damaged after record {}", segment.file(), lastIntact);
        long first = Math.max(lastIntact, acknowledged) + 1;
        lostRecords += Math.max(0, last - first + 1);
        tellGap(first, last, "damage");
    }

    private static byte[] firstBytes(SpoolSegment segment, long count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) count);
        try (FileChannel in = FileChannel.open(segment.file(), StandardOpenOption.READ)) {
            while (bytes.hasRemaining() && in.read(bytes) > 0) {
                // Reads until the buffer is full.
            }
        }
        return bytes.array();
    }

    private void dropOldQuarantine() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> bad = files.filter(file -> file.toString().endsWith(".bad"))
                    .sorted()
                    .toList();
            for (Path old : bad.subList(0, Math.max(0, bad.size() - MOST_QUARANTINED))) {
                Files.deleteIfExists(old);
            }
        }
    }

    private void tellGap(long first, long last, String reason) {
        if (last >= first) {
            append(new TelemetryPayload.Gap(first, last, last - first + 1, reason));
        }
    }

    private long lastSeqOf(SpoolSegment segment) {
        int next = segments.indexOf(segment) + 1;
        return next > 0 && next < segments.size() ? segments.get(next).firstSeq() - 1 : nextSeq - 1;
    }

    private long bytes() {
        return segments.stream().mapToLong(SpoolSegment::bytes).sum();
    }
}
