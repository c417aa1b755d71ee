package dev.cairn.protocol;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * The stream of {@code chunks put}: for each chunk its SHA-256 (32 bytes), its length (int32, big endian) and its bytes; a
 * frame of length 0 ends the stream.
 */
public final class ChunkFrames {
    /** No chunk is longer. */
    public static final int MOST_BYTES = 4 * 1024 * 1024;

    private ChunkFrames() {}

    /** One chunk as it was received; its digest is what the sender says, until somebody checks it. */
    public record Frame(String sha256, byte[] data) {
        /** True if the data has the digest that it came with. */
        public boolean isIntact() {
            return Digests.sha256Hex(data).equals(sha256);
        }
    }

    /** Writes frames; used by one thread. */
    public static final class Writer {
        private final DataOutputStream out;

        /** A writer onto a stream that stays the caller's. */
        public Writer(OutputStream out) {
            this.out = new DataOutputStream(out);
        }

        /** Writes one chunk of 1 to {@link #MOST_BYTES} bytes with the digest it is known by (64 hex digits). */
        public void put(String sha256, byte[] data) throws IOException {
            Names.requireDigest("chunk digest", sha256);
            if (data.length == 0 || data.length > MOST_BYTES) {
                throw new IllegalArgumentException("a chunk has 1 to " + MOST_BYTES + " bytes");
            }
            out.write(HexFormat.of().parseHex(sha256));
            out.writeInt(data.length);
            out.write(data);
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

        /** A reader from a stream that stays the caller's. */
        public Reader(InputStream in) {
            this.in = new DataInputStream(in);
        }

        /**
         * The next frame, or nothing after the last. A stream that ends early throws {@link java.io.EOFException}; a length
         * out of range throws {@link NodeProblem#CHUNKS_MALFORMED}.
         */
        public Optional<Frame> next() throws IOException {
            byte[] digest = new byte[32];
            in.readFully(digest);
            int length = in.readInt();
            if (length == 0) {
                return Optional.empty();
            }
            if (length < 0 || length > MOST_BYTES) {
                throw new ProtocolException(
                        NodeProblem.CHUNKS_MALFORMED, "chunks", "frame", Map.of("length", String.valueOf(length)));
            }
            byte[] data = new byte[length];
            in.readFully(data);
            return Optional.of(new Frame(HexFormat.of().formatHex(digest), data));
        }
    }
}
