package dev.cairn.image.layer;

import dev.cairn.image.Bytes;
import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Packing;
import dev.cairn.image.Region;
import dev.cairn.image.Sha256;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The bytes of something packed, unpacked as they are asked for and never kept but for the last few. Reading forwards costs what unpacking
 * costs; reading backwards begins at the start again. Two readers may go forwards at different places, for a tree is read while its boot files
 * are taken out. Thread-safe.
 */
final class UnpackedStream implements Bytes, AutoCloseable {
    private static final int PLACES = 2;
    private static final int READ_BYTES = 1 << 16;

    private final Region stored;
    private final Packing packing;
    private final String name;
    private final MessageDigest digest = Sha256.start();
    private final List<Place> places = new ArrayList<>();
    private long seen;

    UnpackedStream(Region stored, Packing packing, String name) {
        this.stored = stored;
        this.packing = packing;
        this.name = name;
    }

    /** How far a reader came, and the bytes just before. */
    private final class Place implements AutoCloseable {
        private final InputStream in;
        private final byte[] last = new byte[4 * READ_BYTES];
        private long position;

        Place() throws IOException {
            InputStream raw = new BufferedInputStream(new RegionStream(stored), READ_BYTES);
            try {
                in = packing.open(raw);
            } catch (IOException e) {
                throw damaged(e);
            }
        }

        boolean reaches(long at) {
            return at >= position - last.length;
        }

        /** False at the end. */
        boolean goOn() {
            int from = (int) (position % last.length);
            int count = read(from, Math.min(READ_BYTES, last.length - from));
            if (count < 0) {
                return false;
            }
            if (position + count > seen) {
                int known = (int) (seen - position);
                digest.update(last, from + known, count - known);
                seen = position + count;
            }
            position += count;
            return true;
        }

        private int read(int from, int most) {
            try {
                return in.read(last, from, most);
            } catch (IOException e) {
                throw damaged(e);
            }
        }

        int copy(ByteBuffer into, long at) {
            int from = (int) (at % last.length);
            int count = (int) Math.min(Math.min(into.remaining(), position - at), last.length - from);
            into.put(last, from, count);
            return count;
        }

        /** Errors of the unpacker speak of the input, not of this machine's disk. */
        private ImageException damaged(IOException cause) {
            String message = String.valueOf(cause.getMessage());
            boolean ends = cause instanceof EOFException;
            return new ImageException(
                    ends || message.contains("runcated") ? ImageProblem.TAR_TRUNCATED : ImageProblem.TAR_CORRUPT,
                    "layers",
                    name,
                    Map.of(
                            "reason",
                            ends ? "compressed data ends too early" : "compressed data is damaged: " + message,
                            "offset",
                            Long.toString(position)),
                    cause);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    @Override
    public synchronized int read(ByteBuffer into, long at) throws IOException {
        Place place = place(at);
        while (place.position <= at) {
            if (!place.goOn()) {
                return -1;
            }
        }
        return place.copy(into, at);
    }

    /** The one that has the shortest way to go; else the one that was not asked for longest begins again. */
    private Place place(long at) throws IOException {
        Optional<Place> nearest = places.stream()
                .filter(place -> place.reaches(at))
                .max(Comparator.comparingLong(place -> place.position));
        if (nearest.isEmpty() && places.size() == PLACES) {
            places.removeFirst().close();
        }
        Place chosen = nearest.isPresent() ? nearest.get() : new Place();
        places.remove(chosen);
        places.add(chosen);
        return chosen;
    }

    /** Unpacks what nobody asked for, up to the end, where unpackers compare their check sums; the answer is the SHA-256 of the whole. */
    synchronized String toTheEnd() throws IOException {
        Place place = place(seen);
        boolean more = true;
        while (more) {
            more = place.goOn();
        }
        return Sha256.finish(digest);
    }

    @Override
    public synchronized void close() throws IOException {
        for (Place place : places) {
            place.close();
        }
        places.clear();
    }
}
