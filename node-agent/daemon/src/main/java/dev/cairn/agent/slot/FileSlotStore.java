package dev.cairn.agent.slot;

import com.sun.nio.file.ExtendedOpenOption;
import dev.cairn.agent.state.DurableFiles;
import dev.cairn.image.Sha256;
import dev.cairn.protocol.SlotName;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Slots in files or block devices; the same code serves the real machine and the played one. */
public final class FileSlotStore implements SlotStore {
    private static final int READ_BACK_BYTES = 1 << 20;
    private static final int ALIGNMENT = 4096;

    private final Map<SlotName, Place> places;

    /** One place per slot. */
    public FileSlotStore(Map<SlotName, Place> places) {
        this.places = Map.copyOf(places);
    }

    /** Where a slot's bytes are; {@code capacity} 0 means that the device itself says it. */
    public record Place(Path path, long capacity) {}

    @Override
    public long capacity(SlotName slot) throws IOException {
        Place place = place(slot);
        if (place.capacity() > 0) {
            return place.capacity();
        }
        try (FileChannel in = FileChannel.open(place.path(), StandardOpenOption.READ)) {
            return in.size();
        }
    }

    @Override
    public byte[] read(SlotName slot, long offset, int bytes) throws IOException {
        try (FileChannel in = FileChannel.open(place(slot).path(), StandardOpenOption.READ)) {
            return read(in, offset, bytes);
        }
    }

    @Override
    public SlotDevice open(SlotName slot) throws IOException {
        long capacity = capacity(slot);
        FileChannel channel = FileChannel.open(place(slot).path(), StandardOpenOption.READ, StandardOpenOption.WRITE);
        return new OpenSlot(channel, capacity);
    }

    private record OpenSlot(FileChannel channel, long capacity) implements SlotDevice {
        @Override
        public byte[] read(long offset, int bytes) throws IOException {
            return FileSlotStore.read(channel, offset, bytes);
        }

        @Override
        public void write(long offset, byte[] data) throws IOException {
            if (offset + data.length > capacity) {
                throw new IOException("the slot ends at " + capacity);
            }
            channel.position(offset);
            DurableFiles.writeFully(channel, ByteBuffer.wrap(data));
        }

        @Override
        public void flush() throws IOException {
            channel.force(true);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private static byte[] read(FileChannel in, long offset, int bytes) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(bytes);
        while (into.hasRemaining() && in.read(into, offset + into.position()) > 0) {
            // Reads until the buffer is full or the content ends.
        }
        return into.hasRemaining() ? Arrays.copyOf(into.array(), into.position()) : into.array();
    }

    @Override
    public List<String> digests(SlotName slot, List<Long> lengths) throws IOException {
        ByteBuffer buffer =
                ByteBuffer.allocateDirect(READ_BACK_BYTES + ALIGNMENT).alignedSlice(ALIGNMENT);
        buffer.limit(0);
        MessageDigest digest = Sha256.start();
        List<String> digests = new ArrayList<>();
        long at = 0;
        try (FileChannel in = openPastTheCache(place(slot).path())) {
            for (long length : lengths) {
                for (long left = length; left > 0; ) {
                    if (!buffer.hasRemaining()) {
                        buffer.clear().limit(READ_BACK_BYTES);
                        int read = in.read(buffer, at);
                        if (read <= 0) {
                            throw new EOFException("the slot ends at " + at);
                        }
                        at += read;
                        buffer.flip();
                    }
                    int count = (int) Math.min(left, buffer.remaining());
                    digest.update(buffer.slice(buffer.position(), count));
                    buffer.position(buffer.position() + count);
                    left -= count;
                }
                digests.add(Sha256.finish(digest));
            }
        }
        return digests;
    }

    /** O_DIRECT where the file system has it; tmpfs and some others have not. */
    private static FileChannel openPastTheCache(Path path) throws IOException {
        try {
            return FileChannel.open(path, StandardOpenOption.READ, ExtendedOpenOption.DIRECT);
        } catch (UnsupportedOperationException | IOException notDirect) {
            return FileChannel.open(path, StandardOpenOption.READ);
        }
    }

    private Place place(SlotName slot) throws IOException {
        Place place = places.get(slot);
        if (place == null) {
            throw new IOException("there is no slot " + slot.word());
        }
        return place;
    }
}
