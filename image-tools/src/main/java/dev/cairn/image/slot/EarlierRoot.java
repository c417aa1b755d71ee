package dev.cairn.image.slot;

import dev.cairn.image.Progress;
import dev.cairn.image.squashfs.EarlierData;
import dev.cairn.image.squashfs.Placement;
import dev.cairn.image.squashfs.SquashfsWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The root of an earlier bundle, as far as its beginning is the same, on its way into a new one. Belongs to one thread; closing it closes the
 * root.
 */
final class EarlierRoot implements EarlierData, AutoCloseable {
    private final ContentRecord record;
    private final Reuse reuse;
    private final int layers;
    private final FileChannel channel;
    private Optional<CopyAhead> copy = Optional.empty();

    private EarlierRoot(ContentRecord record, Reuse reuse, int layers, FileChannel channel) {
        this.record = record;
        this.reuse = reuse;
        this.layers = layers;
        this.channel = channel;
    }

    /**
     * Opens the root of a record unless it is gone or was touched since.
     *
     * @param layers how many layers, from the lowest on, are the same
     */
    static Optional<EarlierRoot> open(ContentRecord record, int layers, Reuse reuse) throws IOException {
        var file = record.folder().resolve(SlotBundle.ROOT);
        if (!record.stamp().isOf(file)) {
            return Optional.empty();
        }
        return Optional.of(new EarlierRoot(record, reuse, layers, FileChannel.open(file, StandardOpenOption.READ)));
    }

    /** Begins to copy what the layers that are the same will most likely leave, as far as there is room for it. */
    void copyInto(Path root, LongConsumer copied) throws IOException {
        long end = record.layerEnds().get(layers - 1);
        long free = Files.getFileStore(root).getUsableSpace();
        copy = Optional.of(CopyAhead.start(channel, free < end ? SquashfsWriter.DATA_START : end, root, copied));
    }

    /** Bytes that this has put into the new root so far. */
    long copiedBytes() {
        return copy.map(CopyAhead::bytes).orElse(0L);
    }

    /** Waits until all that is taken over is in its place. */
    void await(String element, Progress progress) throws IOException {
        if (copy.isPresent()) {
            copy.get().await(element, progress);
        }
    }

    ContentRecord record() {
        return record;
    }

    @Override
    public Optional<Placement.Prefix> takeOver(List<Wanted> wanted) throws IOException {
        Optional<Placement.Prefix> same = same(wanted);
        if (copy.isPresent()) {
            copy.get().endAt(same.map(Placement.Prefix::end).orElse((long) SquashfsWriter.DATA_START));
        }
        return same;
    }

    private Optional<Placement.Prefix> same(List<Wanted> wanted) {
        List<ContentRecord.Entry> files = record.files();
        int same = sameFiles(wanted);
        if (same == files.size() && same == wanted.size()) {
            return found(same, record.dataEnd(), record.fragments().size());
        }
        // Only where nothing was held back can somebody else go on, and only if a layer ends there in both.
        while (same > 0 && !isCut(same, wanted)) {
            same--;
        }
        if (same == 0) {
            return Optional.empty();
        }
        Placement next = files.get(same).place();
        return found(same, next.before(), next.fragmentsBefore());
    }

    private int sameFiles(List<Wanted> wanted) {
        List<ContentRecord.Entry> files = record.files();
        int most = Math.min(files.size(), wanted.size());
        ContentKeys keys = reuse.keys();
        for (int i = 0; i < most; i++) {
            ContentRecord.Entry file = files.get(i);
            Wanted other = wanted.get(i);
            if (file.layer() != other.layer()
                    || file.place().size() != other.content().size()
                    || !file.isOf(keys.of(other.content()))) {
                return i;
            }
        }
        return most;
    }

    private boolean isCut(int at, List<Wanted> wanted) {
        List<ContentRecord.Entry> files = record.files();
        return at < files.size()
                && files.get(at).place().before() >= 0
                && at < wanted.size()
                && files.get(at).layer() == wanted.get(at).layer();
    }

    private Optional<Placement.Prefix> found(int same, long end, int fragments) {
        List<Placement> places = record.files().subList(0, same).stream()
                .map(ContentRecord.Entry::place)
                .toList();
        return Optional.of(new Placement.Prefix(end, places, record.fragments().subList(0, fragments)));
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            if (copy.isPresent()) {
                copy.get().close();
            }
        }
    }
}
