package dev.cairn.boot.powercut;

import dev.cairn.image.Region;
import dev.cairn.image.Sha256;
import dev.cairn.image.slot.SlotManifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says whether pieces of a disk hold a file of a manifest, every chunk of it; bytes that were looked at once are not read again. */
final class WholeFiles {
    private final Map<Question, Boolean> answers = new HashMap<>();

    /** A piece of the disk. */
    record Piece(long offset, long length) {}

    private record Question(SlotManifest.SlotFile file, long fingerprint) {}

    boolean isWhole(ReplayedDisk disk, List<Piece> pieces, SlotManifest.SlotFile file) {
        long fingerprint = file.bytes();
        for (Piece piece : pieces) {
            fingerprint = fingerprint * 31 + disk.fingerprint(piece.offset(), piece.length());
        }
        return answers.computeIfAbsent(new Question(file, fingerprint), asked -> compare(disk, pieces, file));
    }

    private static boolean compare(ReplayedDisk disk, List<Piece> pieces, SlotManifest.SlotFile file) {
        Stream stream = new Stream(disk.whole(), pieces);
        for (SlotManifest.Chunk chunk : file.chunks()) {
            if (!stream.digest(chunk.bytes()).equals(chunk.sha256())) {
                return false;
            }
        }
        return true;
    }

    /** The pieces one after the other. */
    private static final class Stream {
        private final Region disk;
        private final List<Piece> pieces;
        private int piece;
        private long within;

        Stream(Region disk, List<Piece> pieces) {
            this.disk = disk;
            this.pieces = pieces;
        }

        String digest(int count) {
            MessageDigest digest = Sha256.start();
            int left = count;
            while (left > 0 && piece < pieces.size()) {
                Piece now = pieces.get(piece);
                int part = (int) Math.min(left, now.length() - within);
                digest.update(read(now.offset() + within, part));
                left -= part;
                within += part;
                if (within == now.length()) {
                    piece++;
                    within = 0;
                }
            }
            return left == 0 ? Sha256.finish(digest) : "";
        }

        private byte[] read(long at, int count) {
            try {
                ByteBuffer bytes = ByteBuffer.allocate(count);
                disk.read(at, bytes);
                return bytes.array();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
