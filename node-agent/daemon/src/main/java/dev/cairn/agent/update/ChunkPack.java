package dev.cairn.agent.update;

import dev.cairn.protocol.ChunkFrames;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * One file of a chunk store: of each chunk its SHA-256 (32 bytes), its length (int32, big endian) and its bytes, one behind the other. Many chunks share a
 * file, since making one costs a file system more than writing 64 KiB. What follows the last whole record, as a power cut or a full disk
 * leaves it, is cut off. Thread-safe.
 */
final class ChunkPack implements AutoCloseable {
    private static final int HEAD = 36;

    private final Path path;
    private final RandomAccessFile file;
    private final boolean writable;
    private long end;
    private boolean settled = true;

    private ChunkPack(Path path, boolean writable) throws IOException {
        this.path = path;
        this.writable = writable;
        this.file = new RandomAccessFile(path.toFile(), writable ? "rw" : "r");
    }

    /** Where a chunk's bytes are. */
    record Place(ChunkPack pack, long offset, int bytes) {
        byte[] read() throws IOException {
            return pack.read(offset, bytes);
        }
    }

    /**
     * Opens a file, or makes it, and names the chunks that are in it in their order; nobody has looked at their bytes yet. On a disk that became
     * read-only it is there to be read.
     */
    static ChunkPack open(Path path, BiConsumer<String, Place> found) throws IOException {
        ChunkPack pack = new ChunkPack(path, Files.notExists(path) || Files.isWritable(path));
        try {
            pack.scan(found);
            if (pack.writable) {
                pack.cutOff();
            }
            return pack;
        } catch (IOException unreadable) {
            pack.close();
            throw unreadable;
        }
    }

    private synchronized void scan(BiConsumer<String, Place> found) throws IOException {
        byte[] head = new byte[HEAD];
        long length = file.length();
        while (end + HEAD <= length) {
            file.seek(end);
            file.readFully(head);
            int bytes = ByteBuffer.wrap(head).getInt(HEAD - Integer.BYTES);
            if (bytes <= 0 || bytes > ChunkFrames.MOST_BYTES || end + HEAD + bytes > length) {
                break;
            }
            found.accept(HexFormat.of().formatHex(head, 0, HEAD - Integer.BYTES), new Place(this, end + HEAD, bytes));
            end += HEAD + bytes;
        }
    }

    private synchronized void cutOff() throws IOException {
        if (end < file.length()) {
            file.setLength(end);
        }
    }

    /** Adds a chunk behind the others; after a failure the file is as it was before. */
    synchronized Place append(String sha256, byte[] data) throws IOException {
        if (!writable) {
            throw new IOException(path + " is read-only");
        }
        ByteBuffer head = ByteBuffer.allocate(HEAD);
        head.put(HexFormat.of().parseHex(sha256)).putInt(data.length);
        settled = false;
        try {
            file.seek(end);
            file.write(head.array());
            file.write(data);
        } catch (IOException full) {
            cutOff();
            throw full;
        }
        Place place = new Place(this, end + HEAD, data.length);
        end += HEAD + data.length;
        return place;
    }

    private synchronized byte[] read(long offset, int bytes) throws IOException {
        byte[] data = new byte[bytes];
        file.seek(offset);
        file.readFully(data);
        return data;
    }

    /** What a pack of these chunks alone takes. */
    static long bytesOf(List<Place> chunks) {
        return chunks.stream().mapToLong(chunk -> HEAD + chunk.bytes()).sum();
    }

    synchronized long bytes() {
        return end;
    }

    /** Brings what was added to the disk. */
    synchronized void settle() throws IOException {
        if (!settled) {
            file.getFD().sync();
            settled = true;
        }
    }

    /** Closes and removes the file. */
    synchronized void delete() throws IOException {
        file.close();
        Files.deleteIfExists(path);
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
