package dev.cairn.protocol;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * The stream of {@code chunks put}: for each chunk its SHA-256 (32 bytes), its length (int32, big endian) and its bytes; a
 * frame of length 0 ends the stream. Where the receiver has the beginning of a chunk, bit 30 of the length is set, the place of the first byte
 * follows it (int32), and the frame brings the rest.
 */
public final class ChunkFrames {
    /** No chunk is longer. */
    public static final int MOST_BYTES = 4 * 1024 * 1024;

    private static final int REST = 1 << 30;
    private static final int BUFFER = 64 * 1024;

    private ChunkFrames() {}

    /**
     * One chunk as it was received; its digest is what the sender says, until somebody checks it.
     *
     * @param from the place of the first byte, above 0 for the rest of a chunk
     */
    public record Frame(String sha256, int from, byte[] data) {
        /** A whole chunk. */
        public Frame(String sha256, byte[] data) {
            this(sha256, 0, data);
        }

        /** True if it is a whole chunk with the digest that it came with. */
        public boolean isIntact() {
            return from == 0 && Digests.sha256Hex(data).equals(sha256);
        }
    }

    /** Takes what had come of a frame when its stream broke off. */
    @FunctionalInterface
    public interface Remains {
        /** Keeps nothing. */
        Remains NONE = frame -> {};

        /** {@code frame} holds at least one byte, and not all. */
        void keep(Frame frame) throws IOException;
    }

    /** Writes frames; used by one thread. */
    public static final class Writer {
        private final DataOutputStream out;

        /** A writer onto a stream that stays the caller's; it gathers small writes. */
        public Writer(OutputStream out) {
            this.out = new DataOutputStream(new BufferedOutputStream(out, BUFFER));
        }

        /** Writes one chunk of 1 to {@link #MOST_BYTES} bytes with the digest it is known by (64 hex digits). */
        public void put(String sha256, byte[] data) throws IOException {
            put(sha256, data, 0);
        }

        /** Writes a chunk from one of its bytes on. */
        public void put(String sha256, byte[] data, int from) throws IOException {
            Names.requireDigest("chunk digest", sha256);
            if (from < 0 || from >= data.length || data.length > MOST_BYTES) {
                throw new IllegalArgumentException("a chunk has 1 to " + MOST_BYTES + " bytes");
            }
            out.write(HexFormat.of().parseHex(sha256));
            if (from == 0) {
                out.writeInt(data.length);
            } else {
                out.writeInt((data.length - from) | REST);
                out.writeInt(from);
            }
            out.write(data, from, data.length - from);
        }

        /** Writes the end and flushes. */
        public void end() throws IOException {
            out.write(new byte[32]);
            out.writeInt(0);
            out.flush();
        }
    }

    /** Reads frames; used by one thread. */
    public static final class Reader {
        private final DataInputStream in;
        private final Remains remains;

        /** A reader from a stream that stays the caller's. */
        public Reader(InputStream in) {
            this(in, Remains.NONE);
        }

        /** A reader that hands on what had come of a frame when the stream breaks off. */
        public Reader(InputStream in, Remains remains) {
            this.in = new DataInputStream(in);
            this.remains = remains;
        }

        /**
         * The next frame, or nothing after the last. A stream that ends early throws {@link java.io.EOFException}; a length
         * out of range throws {@link NodeProblem#CHUNKS_MALFORMED}.
         */
        public Optional<Frame> next() throws IOException {
            byte[] digest = new byte[32];
            in.readFully(digest);
            int word = in.readInt();
            if (word == 0) {
                return Optional.empty();
            }
            boolean isRest = word > 0 && (word & REST) != 0;
            int length = isRest ? word & ~REST : word;
            require(length > 0 && length <= MOST_BYTES, "a length of " + length);
            int from = isRest ? in.readInt() : 0;
            require(from >= 0 && from <= MOST_BYTES - length, "a rest at " + from);
            return Optional.of(new Frame(HexFormat.of().formatHex(digest), from, data(digest, from, length)));
        }

        private static void require(boolean holds, String reason) {
            if (!holds) {
                throw new ProtocolException(NodeProblem.CHUNKS_MALFORMED, "chunks", "frame", Map.of("reason", reason));
            }
        }

        private byte[] data(byte[] digest, int from, int length) throws IOException {
            byte[] data = new byte[length];
            int have = 0;
            try {
                while (have < length) {
                    int read = in.read(data, have, length - have);
                    if (read < 0) {
                        throw new EOFException("the stream ended within a chunk");
                    }
                    have += read;
                }
                return data;
            } catch (IOException broken) {
                if (have > 0) {
                    remains.keep(new Frame(HexFormat.of().formatHex(digest), from, Arrays.copyOf(data, have)));
                }
                throw broken;
            }
        }
    }
}
