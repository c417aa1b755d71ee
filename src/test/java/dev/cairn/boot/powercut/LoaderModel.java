package dev.cairn.boot.powercut;

import dev.cairn.image.ImageException;
import dev.cairn.image.Region;
import dev.cairn.image.gpt.GptReader;
import dev.cairn.image.gpt.Partition;
import dev.cairn.image.gpt.PartitionTable;
import dev.cairn.image.gpt.PartitionType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says what OVMF and systemd-boot 257 make of a disk's bytes, on a machine whose firmware remembers nothing. Stateless.
 */
public final class LoaderModel {
    static final String LOADER = "/EFI/BOOT/BOOTX64.EFI";
    private static final String ENTRIES = "/loader/entries";
    private static final String CONFIGURATION = "/loader/loader.conf";

    private LoaderModel() {}

    /** What the loader sees: the partitions, the volume it came from and its entries in the order of its menu. */
    public record View(
            PartitionTable table, Partition esp, EspVolume volume, Optional<String> wanted, List<BootEntry> menu) {
        public View {
            menu = List.copyOf(menu);
        }

        /** The entry that is started when nobody touches the keyboard. */
        public Optional<BootEntry> chosen() {
            return chosen(menu);
        }

        private Optional<BootEntry> chosen(List<BootEntry> entries) {
            return entries.stream()
                    .filter(entry -> wanted.isPresent() && isLike(entry.id(), wanted.get()))
                    .findFirst()
                    .or(() -> entries.stream().findFirst());
        }

        /** What is started in turn when every start fails and takes a try, until one has no try left to take. */
        public List<BootEntry> starts() {
            List<BootEntry> starts = new ArrayList<>();
            List<BootEntry> entries = new ArrayList<>(menu);
            Optional<BootEntry> next = chosen(entries);
            while (next.isPresent()) {
                BootEntry started = next.get();
                starts.add(started);
                if (started.triesLeft().orElse(0) == 0) {
                    return starts;
                }
                entries.set(entries.indexOf(started), started.tried());
                entries.sort(BootEntry.FIRST_STARTS);
                next = chosen(entries);
            }
            return starts;
        }

        private static boolean isLike(String id, String pattern) {
            return id.matches(pattern.replace(".", "\\.")
                    .replace("+", "\\+")
                    .replace("*", ".*")
                    .replace("?", "."));
        }
    }

    /** Reads as much as the loader does; {@link EspVolume.Damaged} when it would not even start. */
    public static View look(Region disk) {
        PartitionTable table = table(disk);
        Partition esp = table.partitions().stream()
                .filter(partition -> partition.type() == PartitionType.ESP)
                .findFirst()
                .orElseThrow(() -> new EspVolume.Damaged("no EFI system partition"));
        EspVolume volume = new EspVolume(new Region(disk.bytes(), disk.offset() + esp.offset(), esp.length()));
        if (volume.find(LOADER).isEmpty()) {
            throw new EspVolume.Damaged("no " + LOADER);
        }
        return new View(table, esp, volume, wanted(volume), menu(volume));
    }

    private static PartitionTable table(Region disk) {
        try {
            byte[] protective = disk.read(0, WriteLog.SECTOR);
            boolean signed = (protective[510] & 0xff) == 0x55 && (protective[511] & 0xff) == 0xaa;
            if (!signed || (protective[446 + 4] & 0xff) != 0xee) {
                throw new EspVolume.Damaged("no protective boot record");
            }
            return GptReader.read(disk, "disk");
        } catch (ImageException damaged) {
            throw new EspVolume.Damaged(damaged.getMessage() + " " + damaged.arguments());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> wanted(EspVolume volume) {
        return file(volume, CONFIGURATION)
                .flatMap(content -> new String(content, StandardCharsets.UTF_8)
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("default "))
                        .map(line -> line.substring("default ".length()).strip())
                        .reduce((earlier, later) -> later));
    }

    private static List<BootEntry> menu(EspVolume volume) {
        Optional<EspVolume.Node> folder = volume.find(ENTRIES);
        List<BootEntry> menu = new ArrayList<>();
        if (folder.isPresent() && folder.get().folder()) {
            for (EspVolume.Node node : volume.list(folder.get())) {
                if (!node.folder()) {
                    content(volume, node)
                            .flatMap(content -> BootEntry.parse(node.name(), content))
                            .filter(entry -> exists(volume, entry.linux()))
                            .ifPresent(menu::add);
                }
            }
        }
        menu.sort(BootEntry.FIRST_STARTS);
        return menu;
    }

    private static boolean exists(EspVolume volume, String path) {
        try {
            return volume.find(path).isPresent();
        } catch (EspVolume.Damaged damaged) {
            return false;
        }
    }

    private static Optional<byte[]> file(EspVolume volume, String path) {
        try {
            return volume.find(path).flatMap(node -> content(volume, node));
        } catch (EspVolume.Damaged damaged) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> content(EspVolume volume, EspVolume.Node node) {
        try {
            return Optional.of(volume.bytes(node));
        } catch (EspVolume.Damaged damaged) {
            return Optional.empty();
        }
    }
}
