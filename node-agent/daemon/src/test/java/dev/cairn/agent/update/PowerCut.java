package dev.cairn.agent.update;

import dev.cairn.agent.slot.BootLoaderEntries;
import dev.cairn.agent.slot.SlotDevice;
import dev.cairn.agent.slot.SlotStore;
import dev.cairn.image.slot.LoaderEntry;
import dev.cairn.protocol.SlotName;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Counts everything that changes the disk and stops the machine just before a chosen change. */
final class PowerCut {
    private final long at;
    private long changes;

    PowerCut(long at) {
        this.at = at;
    }

    static final class PowerLost extends Error {
        private static final long serialVersionUID = 1L;
    }

    interface Change {
        void make() throws IOException;
    }

    long changes() {
        return changes;
    }

    void around(Change change) throws IOException {
        changes++;
        if (changes == at) {
            throw new PowerLost();
        }
        change.make();
    }

    UpdateStore over(UpdateStore store) {
        return new UpdateStore() {
            @Override
            public UpdateRecord load() {
                return store.load();
            }

            @Override
            public void save(UpdateRecord record) {
                try {
                    around(() -> store.save(record));
                } catch (IOException impossible) {
                    throw new AssertionError(impossible);
                }
            }
        };
    }

    SlotStore over(SlotStore store) {
        return new SlotStore() {
            @Override
            public long capacity(SlotName slot) throws IOException {
                return store.capacity(slot);
            }

            @Override
            public byte[] read(SlotName slot, long offset, int bytes) throws IOException {
                return store.read(slot, offset, bytes);
            }

            @Override
            public SlotDevice open(SlotName slot) throws IOException {
                return over(store.open(slot));
            }

            @Override
            public List<String> digests(SlotName slot, List<Long> lengths) throws IOException {
                return store.digests(slot, lengths);
            }
        };
    }

    private SlotDevice over(SlotDevice device) {
        return new SlotDevice() {
            @Override
            public byte[] read(long offset, int bytes) throws IOException {
                return device.read(offset, bytes);
            }

            @Override
            public void write(long offset, byte[] data) throws IOException {
                around(() -> device.write(offset, data));
            }

            @Override
            public void flush() throws IOException {
                device.flush();
            }

            @Override
            public void close() throws IOException {
                device.close();
            }
        };
    }

    BootLoaderEntries over(BootLoaderEntries entries) {
        return new BootLoaderEntries() {
            @Override
            public List<LoaderEntry> all() throws IOException {
                return entries.all();
            }

            @Override
            public Optional<LoaderEntry> of(SlotName slot) throws IOException {
                return entries.of(slot);
            }

            @Override
            public Optional<byte[]> manifest(SlotName slot) throws IOException {
                return entries.manifest(slot);
            }

            @Override
            public Optional<byte[]> file(SlotName slot, String name) throws IOException {
                return entries.file(slot, name);
            }

            @Override
            public long roomFor(SlotName slot) throws IOException {
                return entries.roomFor(slot);
            }

            @Override
            public void putFile(SlotName slot, String name, byte[] bytes) throws IOException {
                around(() -> entries.putFile(slot, name, bytes));
            }

            @Override
            public void put(SlotName slot, LoaderEntry entry) throws IOException {
                around(() -> entries.put(slot, entry));
            }

            @Override
            public void remove(SlotName slot) throws IOException {
                around(() -> entries.remove(slot));
            }

            @Override
            public void clear(SlotName slot) throws IOException {
                around(() -> entries.clear(slot));
            }

            @Override
            public boolean chooseBootstrap() throws IOException {
                return entries.chooseBootstrap();
            }

            @Override
            public void forgetBootstrap() throws IOException {
                entries.forgetBootstrap();
            }
        };
    }
}
