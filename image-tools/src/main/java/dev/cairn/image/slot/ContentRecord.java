package dev.cairn.image.slot;

import dev.cairn.image.squashfs.Placement;
import dev.cairn.image.squashfs.WrittenRoot;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Where the contents of a root file system stand, by the names of their bytes; what a later build takes over from it. Immutable.
 *
 * @param folder of the bundle that holds it
 * @param stamp that of the root when it was made
 * @param layerEnds for each layer, lowest first, where the contents of it and those below end
 */
record ContentRecord(
        Path folder,
        FileStamp stamp,
        List<Long> layerEnds,
        long dataEnd,
        List<Entry> files,
        List<Placement.Fragment> fragments) {
    private static final int FORMAT = 3;
    private static final int KEY_BYTES = 32;
    /** Of a placement without its block sizes. */
    private static final int PLACE_BYTES = 4 * Long.BYTES + 4 * Integer.BYTES;

    /** One file's content; {@code key} is of zeros when nothing vouched for its bytes. */
    @SuppressWarnings("ArrayRecordComponent")
    record Entry(byte[] key, int layer, Placement place) {
        boolean isOf(Optional<byte[]> other) {
            return other.isPresent() && Arrays.equals(key, other.get());
        }
    }

    /** @param layerOf the number of a layer, from 0 on, by the number that its files carry */
    static ContentRecord of(
            Path folder, FileStamp stamp, WrittenRoot written, int layers, IntUnaryOperator layerOf, Reuse reuse) {
        ContentKeys keys = reuse.keys();
        List<Entry> files = written.files().stream()
                .map(file -> new Entry(keys.of(file.content()).orElse(new byte[KEY_BYTES]), file.layer(), file.place()))
                .toList();
        List<Long> ends = IntStream.range(0, layers)
                .mapToObj(layer -> written.files().stream()
                        .filter(file -> layerOf.applyAsInt(file.layer()) > layer)
                        .map(file -> file.place().before())
                        .findFirst()
                        .orElse(written.dataEnd()))
                .toList();
        return new ContentRecord(folder, stamp, ends, written.dataEnd(), files, written.fragments());
    }

    byte[] toBytes() {
        byte[] where = folder.toString().getBytes(StandardCharsets.UTF_8);
        byte[] what = stamp.text().getBytes(StandardCharsets.UTF_8);
        int bytes = 6 * Integer.BYTES + where.length + what.length + (layerEnds.size() + 1) * Long.BYTES;
        for (Entry file : files) {
            bytes += KEY_BYTES + Integer.BYTES + PLACE_BYTES + file.place().blockSizes().length * Integer.BYTES;
        }
        ByteBuffer out = ByteBuffer.allocate(bytes + fragments.size() * (Long.BYTES + Integer.BYTES));
        out.putInt(FORMAT);
        out.putInt(where.length).put(where);
        out.putInt(what.length).put(what);
        out.putInt(layerEnds.size());
        layerEnds.forEach(out::putLong);
        out.putLong(dataEnd);
        out.putInt(files.size());
        for (Entry file : files) {
            out.put(file.key()).putInt(file.layer());
            put(out, file.place());
        }
        out.putInt(fragments.size());
        fragments.forEach(fragment -> out.putLong(fragment.start()).putInt(fragment.sizeWord()));
        return out.array();
    }

    private static void put(ByteBuffer out, Placement place) {
        out.putLong(place.size()).putLong(place.start());
        out.putInt(place.blockSizes().length);
        for (int word : place.blockSizes()) {
            out.putInt(word);
        }
        out.putLong(place.sparseBytes());
        out.putInt(place.fragment()).putInt(place.fragmentOffset());
        out.putLong(place.before()).putInt(place.fragmentsBefore());
    }

    /** Reads a record from the cache, which vouches for its bytes; empty when another version of the program wrote it. */
    static Optional<ContentRecord> parse(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            if (in.getInt() != FORMAT) {
                return Optional.empty();
            }
            Path folder = Path.of(text(in));
            FileStamp stamp = new FileStamp(text(in));
            List<Long> ends = new ArrayList<>();
            for (int left = in.getInt(); left > 0; left--) {
                ends.add(in.getLong());
            }
            long dataEnd = in.getLong();
            List<Entry> files = new ArrayList<>();
            for (int left = in.getInt(); left > 0; left--) {
                files.add(new Entry(bytes(in, KEY_BYTES), in.getInt(), placement(in)));
            }
            List<Placement.Fragment> fragments = new ArrayList<>();
            for (int left = in.getInt(); left > 0; left--) {
                fragments.add(new Placement.Fragment(in.getLong(), in.getInt()));
            }
            return Optional.of(new ContentRecord(folder, stamp, ends, dataEnd, files, fragments));
        } catch (BufferUnderflowException malformed) {
            return Optional.empty();
        }
    }

    private static Placement placement(ByteBuffer in) {
        long size = in.getLong();
        long start = in.getLong();
        int[] words = new int[count(in, in.getInt(), Integer.BYTES)];
        for (int i = 0; i < words.length; i++) {
            words[i] = in.getInt();
        }
        return new Placement(size, start, words, in.getLong(), in.getInt(), in.getInt(), in.getLong(), in.getInt());
    }

    private static String text(ByteBuffer in) {
        return new String(bytes(in, in.getInt()), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ByteBuffer in, int count) {
        byte[] bytes = new byte[count(in, count, 1)];
        in.get(bytes);
        return bytes;
    }

    /** The same count, if so many things can follow. */
    private static int count(ByteBuffer in, int count, int bytes) {
        if (count < 0 || count > in.remaining() / bytes) {
            throw new BufferUnderflowException();
        }
        return count;
    }
}
