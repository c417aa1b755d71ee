package dev.cairn.image.slot;

import dev.cairn.image.squashfs.Placement;
import dev.cairn.image.squashfs.WrittenRoot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    private static final int FORMAT = 2;
    private static final int KEY_BYTES = 32;

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
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            out.writeUTF(folder.toString());
            out.writeUTF(stamp.text());
            out.writeInt(layerEnds.size());
            for (long end : layerEnds) {
                out.writeLong(end);
            }
            out.writeLong(dataEnd);
            out.writeInt(files.size());
            for (Entry file : files) {
                out.write(file.key());
                out.writeInt(file.layer());
                write(out, file.place());
            }
            out.writeInt(fragments.size());
            for (Placement.Fragment fragment : fragments) {
                out.writeLong(fragment.start());
                out.writeInt(fragment.sizeWord());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Placement place) throws IOException {
        out.writeLong(place.size());
        out.writeLong(place.start());
        out.writeInt(place.blockSizes().length);
        for (int word : place.blockSizes()) {
            out.writeInt(word);
        }
        out.writeLong(place.sparseBytes());
        out.writeInt(place.fragment());
        out.writeInt(place.fragmentOffset());
        out.writeLong(place.before());
        out.writeInt(place.fragmentsBefore());
    }

    /** Reads a record from the cache, which vouches for its bytes; empty when another version of the program wrote it. */
    static Optional<ContentRecord> parse(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != FORMAT) {
                return Optional.empty();
            }
            Path folder = Path.of(in.readUTF());
            FileStamp stamp = new FileStamp(in.readUTF());
            List<Long> ends = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                ends.add(in.readLong());
            }
            long dataEnd = in.readLong();
            List<Entry> files = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                files.add(new Entry(in.readNBytes(KEY_BYTES), in.readInt(), placement(in)));
            }
            List<Placement.Fragment> fragments = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                fragments.add(new Placement.Fragment(in.readLong(), in.readInt()));
            }
            return Optional.of(new ContentRecord(folder, stamp, ends, dataEnd, files, fragments));
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    private static Placement placement(DataInputStream in) throws IOException {
        long size = in.readLong();
        long start = in.readLong();
        int[] words = new int[in.readInt()];
        for (int i = 0; i < words.length; i++) {
            words[i] = in.readInt();
        }
        return new Placement(
                size, start, words, in.readLong(), in.readInt(), in.readInt(), in.readLong(), in.readInt());
    }
}
