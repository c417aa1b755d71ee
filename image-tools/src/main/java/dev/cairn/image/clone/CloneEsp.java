package dev.cairn.image.clone;

import dev.cairn.image.bake.Seeds;
import dev.cairn.image.fat.FatPieces;
import dev.cairn.image.fat.FatReader;
import dev.cairn.image.fat.FatWriter;
import dev.cairn.image.gpt.Partition;
import dev.cairn.image.gpt.PartitionTable;
import dev.cairn.image.layer.Content;
import dev.cairn.image.slot.LoaderEntry;
import dev.cairn.image.slot.SlotName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The ESP of the new disk: a fresh file system with the stick's boot loader, its slot A and bootstrap, entries that name the new partitions,
 * and the new seed. What else stands on a stick's ESP (a random seed of the boot loader's, an update) stays there. Stateless.
 */
final class CloneEsp {
    private static final String ENTRIES = "/loader/entries/";
    private static final List<String> TAKEN =
            List.of("/efi/boot/", "/loader/loader.conf", "/cairn/a/", "/cairn/bootstrap/");

    private CloneEsp() {}

    static FatPieces of(Stick stick, PartitionTable table, byte[] seed) {
        Partition partition = table.byLabel(Stick.ESP).orElseThrow();
        int volumeId = (int) partition.guid().getMostSignificantBits();
        FatWriter writer = new FatWriter(partition.length(), volumeId, "CAIRN ESP");
        boolean boots = false;
        for (FatReader.File file : stick.files()) {
            String path = file.path().toLowerCase(Locale.ROOT);
            if (path.startsWith(ENTRIES)) {
                Optional<LoaderEntry> entry = entry(stick, file, table);
                entry.ifPresent(known -> writer.add(ENTRIES + known.fileName(), text(known.render())));
                boots |= entry.filter(known -> known.name().equals(name(SlotName.A)))
                        .isPresent();
            } else if (TAKEN.stream().anyMatch(path::startsWith)) {
                writer.add(file.path(), stick.content(file));
            }
        }
        if (!boots) {
            throw stick.missing(ENTRIES + name(SlotName.A) + ".conf");
        }
        writer.add(Seeds.PATH, new Content.InMemory(Seeds.padded(seed, "clone")));
        return writer.pieces(partition.offset() / PartitionTable.SECTOR);
    }

    /** The generation of the stick's slot A. */
    static long generation(Stick stick) {
        return stick.files().stream()
                .filter(file -> file.path().startsWith(ENTRIES + name(SlotName.A)))
                .flatMap(file -> parsed(stick, file).stream())
                .mapToLong(LoaderEntry::version)
                .max()
                .orElse(0);
    }

    private static Optional<LoaderEntry> parsed(Stick stick, FatReader.File file) {
        String text = new String(stick.read(file), StandardCharsets.UTF_8);
        return LoaderEntry.parse(file.path().substring(ENTRIES.length()), text);
    }

    /** The stick's entry of a slot that is copied, for the new disk's partition and without anything that only this machine's boot said. */
    private static Optional<LoaderEntry> entry(Stick stick, FatReader.File file, PartitionTable table) {
        return parsed(stick, file)
                .flatMap(entry -> Stream.of(SlotName.A, SlotName.BOOTSTRAP)
                        .filter(slot -> entry.name().equals(name(slot)))
                        .findFirst()
                        .map(slot -> renamed(
                                entry, table.byLabel(slot.partitionLabel()).orElseThrow())));
    }

    private static LoaderEntry renamed(LoaderEntry entry, Partition root) {
        List<String> options = entry.options().stream()
                .filter(word -> !word.startsWith("systemd.machine_id="))
                .map(word -> word.startsWith("root=") ? "root=PARTUUID=" + root.guid() : word)
                .toList();
        return new LoaderEntry(
                        entry.name(),
                        entry.title(),
                        entry.version(),
                        entry.linux(),
                        entry.initrd(),
                        options,
                        entry.triesLeft(),
                        entry.triesDone())
                .committed();
    }

    private static String name(SlotName slot) {
        return "cairn-" + slot.id();
    }

    private static Content text(String text) {
        return new Content.InMemory(text.getBytes(StandardCharsets.UTF_8));
    }
}
