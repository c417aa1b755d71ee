package dev.cairn.image.layer;

import dev.cairn.image.Bytes;
import dev.cairn.image.Region;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of a regular file, wherever they stand; read in pieces, never held as a whole. */
public sealed interface Content permits Content.InMemory, Content.Range, Content.OnDisk, SparseContent {
    long size();

    /** Where the next byte that may differ from zero stands, at or after {@code position}; {@link #size()} when only a hole follows. */
    default long nextData(long position) {
        return position;
    }

    /** How many bytes there are without the holes. */
    default long storedBytes() {
        return size();
    }

    /** Where it stands in what it comes from: contents are read in this order where they come out of a stream. */
    default long place() {
        return 0;
    }

    /** Where errors say the bytes come from. */
    String origin();

    Source open() throws IOException;

    /** An open content. */
    interface Source extends Closeable {
        /** Fills {@code into} from {@code position}; fewer bytes than that is an {@link EOFException}. */
        void read(ByteBuffer into, long position) throws IOException;

        @Override
        default void close() throws IOException {}
    }

    /** Reads the whole; for small files only. */
    default byte[] readAll() throws IOException {
        byte[] bytes = new byte[Math.toIntExact(size())];
        try (Source source = open()) {
            source.read(ByteBuffer.wrap(bytes), 0);
        }
        return bytes;
    }

    /** Bytes in memory. */
    @SuppressWarnings("ArrayRecordComponent")
    record InMemory(byte[] bytes) implements Content {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public String origin() {
            return "memory";
        }

        @Override
        public Source open() {
            return (into, position) -> into.put(bytes, Math.toIntExact(position), into.remaining());
        }
    }

    /** A piece of something open that outlives this content. */
    record Range(Bytes bytes, String origin, long offset, long size) implements Content {
        @Override
        public long place() {
            return offset;
        }

        @Override
        public Source open() {
            Region region = new Region(bytes, offset, size);
            return (into, position) -> region.read(position, into);
        }
    }

    /** A file of its own. */
    record OnDisk(Path file, long size) implements Content {
        @Override
        public String origin() {
            return file.toString();
        }

        @Override
        public Source open() throws IOException {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            Region region = new Region(channel, 0, size);
            return new Source() {
                @Override
                public void read(ByteBuffer into, long position) throws IOException {
                    region.read(position, into);
                }

                @Override
                public void close() throws IOException {
                    channel.close();
                }
            };
        }
    }
}
