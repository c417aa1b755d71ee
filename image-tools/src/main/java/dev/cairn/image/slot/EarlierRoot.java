package dev.cairn.image.slot;

import dev.cairn.image.squashfs.EarlierData;
import dev.cairn.image.squashfs.Placement;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** The root of an earlier bundle, as far as its beginning is the same. Belongs to one thread; closing it closes the root. */
final class EarlierRoot implements EarlierData, AutoCloseable {
    private final ContentRecord record;
    private final Reuse reuse;
    private final FileChannel channel;

    private EarlierRoot(ContentRecord record, Reuse reuse, FileChannel channel) {
        this.record = record;
        this.reuse = reuse;
        this.channel = channel;
    }

    /** Opens the root of a record unless it is gone or was touched since. */
    static Optional<EarlierRoot> open(ContentRecord record, Reuse reuse) throws IOException {
        var file = record.folder().resolve(SlotBundle.ROOT);
        if (!record.stamp().isOf(file)) {
            return Optional.empty();
        }
        return Optional.of(new EarlierRoot(record, reuse, FileChannel.open(file, StandardOpenOption.READ)));
    }

    ContentRecord record() {
        return record;
    }

    @Override
    public Optional<Match> match(List<Wanted> wanted) {
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
        for (int i = 0; i < most; i++) {
            ContentRecord.Entry file = files.get(i);
            Wanted other = wanted.get(i);
            if (file.layer() != other.layer()
                    || file.place().size() != other.content().size()
                    || !file.isOf(reuse.key(other.content()))) {
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

    private Optional<Match> found(int same, long end, int fragments) {
        List<Placement> places = record.files().subList(0, same).stream()
                .map(ContentRecord.Entry::place)
                .toList();
        return Optional.of(new Match(
                channel, new Placement.Prefix(end, places, record.fragments().subList(0, fragments))));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
