package dev.cairn.agent.telemetry;

import dev.cairn.agent.state.DurableFiles;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.ProtocolJson;
import dev.cairn.protocol.TelemetryRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One file of the spool: records one after the other, each as length (int32), CRC-32C of the rest (int32) and JSON. The name is
 * the number of the first record that it may hold, in hex. Used under the spool's lock.
 */
final class SpoolSegment {
    private static final int HEAD = 8;
    private static final int MOST_RECORD_BYTES = 256 * 1024;
    private static final String SUFFIX = ".seg";

    private final Path file;
    private final long firstSeq;

    private SpoolSegment(Path file, long firstSeq) {
        this.file = file;
        this.firstSeq = firstSeq;
    }

    static SpoolSegment named(Path folder, long firstSeq) {
        return new SpoolSegment(folder.resolve(String.format(Locale.ROOT, "%016x%s", firstSeq, SUFFIX)), firstSeq);
    }

    static Optional<SpoolSegment> of(Path file) {
        String name = file.getFileName().toString();
        if (!name.matches("[0-9a-f]{16}\\.seg")) {
            return Optional.empty();
        }
        return Optional.of(new SpoolSegment(file, Long.parseLong(name.substring(0, 16), 16)));
    }

    /** What a segment holds; {@code intactBytes} is less than the file if something after them cannot be read. */
    record Content(List<TelemetryRecord> records, long intactBytes, boolean whole) {}

    Path file() {
        return file;
    }

    long firstSeq() {
        return firstSeq;
    }

    long bytes() {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return 0;
        }
    }

    /** Reads up to the first byte that is not a record. */
    Content read() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        List<TelemetryRecord> records = new ArrayList<>();
        int intact = 0;
        while (bytes.remaining() >= HEAD) {
            int length = bytes.getInt();
            int checksum = bytes.getInt();
            if (length <= 0 || length > MOST_RECORD_BYTES || length > bytes.remaining()) {
                break;
            }
            byte[] json = new byte[length];
            bytes.get(json);
            if (checksum(json) != checksum) {
                break;
            }
            try {
                records.add(ProtocolJson.read(json, TelemetryRecord.class));
            } catch (ProtocolException notARecord) {
                break;
            }
            intact = bytes.position();
        }
        return new Content(records, intact, intact == bytes.limit());
    }

    void truncate(long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(bytes);
            channel.force(true);
        }
    }

    void delete() throws IOException {
        DurableFiles.delete(file);
    }

    static ByteBuffer frame(TelemetryRecord record) {
        byte[] json = ProtocolJson.bytes(record);
        if (json.length > MOST_RECORD_BYTES) {
            throw new IllegalArgumentException("a record has at most " + MOST_RECORD_BYTES + " bytes");
        }
        return ByteBuffer.allocate(HEAD + json.length)
                .putInt(json.length)
                .putInt(checksum(json))
                .put(json)
                .flip();
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
