package dev.cairn.image.squashfs;

import dev.cairn.image.Progress;
import dev.cairn.image.layer.Inode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** The contents of all regular files, made or taken over from an earlier file system. Belongs to one thread. */
final class Contents {
    private record Open(Numbering.File file, FileLayout layout, long before, int fragmentsBefore) {}

    private final List<Numbering.File> files;
    private final Compression compression;
    private final BlockOutput output;
    private final List<Open> done = new ArrayList<>();
    private List<Placement.Fragment> fragments = List.of();
    private long reusedEnd = SquashfsWriter.DATA_START;

    Contents(List<Numbering.File> files, Compression compression, FileChannel channel, WriteWatcher watcher) {
        this.files = files;
        this.compression = compression;
        this.output = new BlockOutput(channel, SquashfsWriter.DATA_START, watcher);
    }

    void write(EarlierData earlier, String element, Progress progress) throws IOException {
        long total =
                files.stream().mapToLong(file -> file.content().storedBytes()).sum();
        long bytes = 0;
        try (DataWriter data = DataWriter.of(compression, output)) {
            takeOver(earlier, data);
            for (Open taken : done) {
                bytes += taken.file().content().storedBytes();
            }
            int layer = done.isEmpty() ? 0 : done.getLast().file().layer();
            for (Numbering.File file : files.subList(done.size(), files.size())) {
                if (file.layer() != layer) {
                    data.endLayer();
                    layer = file.layer();
                }
                boolean settled = data.settled();
                long before = settled ? output.position() : -1;
                int fragmentsBefore = settled ? data.fragments().size() : 0;
                done.add(new Open(file, data.write(file.content()), before, fragmentsBefore));
                bytes += file.content().storedBytes();
                progress.step("squashfs", element, bytes, total);
            }
            data.finish();
            fragments = data.fragments();
        }
    }

    private void takeOver(EarlierData earlier, DataWriter data) throws IOException {
        Optional<Placement.Prefix> found = earlier.takeOver(files.stream()
                .map(file -> new EarlierData.Wanted(file.content(), file.layer()))
                .toList());
        if (found.isEmpty()) {
            return;
        }
        Placement.Prefix prefix = found.get();
        output.goOnAt(prefix.end());
        reusedEnd = prefix.end();
        data.goOnAfter(prefix.fragments());
        for (int i = 0; i < prefix.files().size(); i++) {
            Placement place = prefix.files().get(i);
            done.add(new Open(files.get(i), place.layout(), place.before(), place.fragmentsBefore()));
        }
    }

    BlockOutput output() {
        return output;
    }

    long reusedEnd() {
        return reusedEnd;
    }

    List<Placement.Fragment> fragments() {
        return fragments;
    }

    /** Start and size word of each fragment block, 16 bytes each. */
    byte[] fragmentTable() {
        LittleEndian table = new LittleEndian(fragments.size() * 16);
        fragments.forEach(
                entry -> table.u64(entry.start()).u32(entry.sizeWord()).u32(0));
        return table.toBytes();
    }

    IdentityHashMap<Inode, FileLayout> layouts() {
        IdentityHashMap<Inode, FileLayout> layouts = new IdentityHashMap<>();
        done.forEach(open -> layouts.put(open.file().inode(), open.layout()));
        return layouts;
    }

    List<WrittenRoot.WrittenFile> written() {
        return done.stream()
                .map(open -> new WrittenRoot.WrittenFile(
                        open.file().content(),
                        open.file().layer(),
                        Placement.of(open.layout(), open.before(), open.fragmentsBefore())))
                .toList();
    }
}
