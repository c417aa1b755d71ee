package dev.cairn.agent.slot;

import dev.cairn.agent.state.DurableFiles;
import dev.cairn.image.slot.LoaderEntry;
import dev.cairn.image.slot.SectorText;
import dev.cairn.protocol.SlotName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Boot Loader Specification type 1 entries on a mounted ESP, or in a folder that plays one. Changes follow the
 * rules of {@link EspFiles}, and the order of the steps is such that every prefix of them boots.
 */
public final class EspEntries implements BootLoaderEntries {
    private static final Logger LOG = LoggerFactory.getLogger(EspEntries.class);
    private static final long SPARE_BYTES = 1 << 20;
    private static final List<String> SLOT_FILES = List.of("manifest.json", "linux", "initrd");
    private static final String BOOTSTRAP = "cairn-bootstrap";
    private static final String CHOOSE_BOOTSTRAP = "default " + BOOTSTRAP + ".conf";

    private final Path esp;

    /** The root of the ESP. */
    public EspEntries(Path esp) {
        this.esp = esp;
    }

    @Override
    public List<LoaderEntry> all() throws IOException {
        List<LoaderEntry> entries = new ArrayList<>();
        for (Path file : files()) {
            try {
                LoaderEntry.parse(file.getFileName().toString(), Files.readString(file))
                        .ifPresent(entries::add);
            } catch (NoSuchFileException renamedMeanwhile) {
                // A report may be made while the update renames an entry; the next report has its new name.
                LOG.debug("{} went away", file);
            }
        }
        entries.sort(Comparator.comparing(LoaderEntry::fileName));
        return entries;
    }

    @Override
    public Optional<LoaderEntry> of(SlotName slot) throws IOException {
        // Two files of one slot can stand side by side only after a crash inside put; then the newer one counts.
        return all().stream()
                .filter(entry -> entry.name().equals(entryName(slot)))
                .max(Comparator.comparingLong(LoaderEntry::version));
    }

    @Override
    public Optional<byte[]> manifest(SlotName slot) throws IOException {
        return file(slot, "manifest.json");
    }

    @Override
    public Optional<byte[]> file(SlotName slot, String name) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(slotFolder(slot).resolve(name)));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        }
    }

    @Override
    public byte[] part(SlotName slot, String name, long offset, int bytes) throws IOException {
        try (FileChannel file = FileChannel.open(slotFolder(slot).resolve(name))) {
            ByteBuffer part = ByteBuffer.allocate(bytes);
            while (part.hasRemaining() && file.read(part, offset + part.position()) >= 0) {
                // The condition reads.
            }
            return Arrays.copyOf(part.array(), part.position());
        } catch (NoSuchFileException missing) {
            return new byte[0];
        }
    }

    @Override
    public long roomFor(SlotName slot) throws IOException {
        long room = Files.getFileStore(esp).getUsableSpace() + roomTaken(slot);
        return Math.max(0, room - SPARE_BYTES);
    }

    @Override
    public long roomTaken(SlotName slot) throws IOException {
        long taken = 0;
        for (String name : SLOT_FILES) {
            Path file = slotFolder(slot).resolve(name);
            taken += Files.exists(file) ? Files.size(file) : 0;
        }
        return taken;
    }

    @Override
    public void putFile(SlotName slot, String name, byte[] bytes) throws IOException {
        EspFiles.write(slotFolder(slot).resolve(name), bytes);
    }

    @Override
    public void put(SlotName slot, LoaderEntry entry) throws IOException {
        Path file = entries().resolve(entry.fileName());
        byte[] text = entry.render().getBytes(StandardCharsets.UTF_8);
        if (Files.exists(file) && Files.size(file) == 0) {
            // A rename that was cut short: the name is there and leads nowhere.
            DurableFiles.delete(file);
        }
        if (Files.exists(file)) {
            EspFiles.write(file, text);
        } else {
            name(file, text, othersOf(slot, file));
        }
        List<Path> others = new ArrayList<>(List.of(file));
        others.addAll(othersOf(slot, file));
        EspFiles.deleteAllButFirst(others);
    }

    /** A counter that changes is a new name for the same text. */
    private static void name(Path file, byte[] text, List<Path> others) throws IOException {
        for (Path other : others) {
            if (Arrays.equals(Files.readAllBytes(other), text)) {
                EspFiles.rename(other, file);
                return;
            }
        }
        EspFiles.create(file, text);
    }

    private List<Path> othersOf(SlotName slot, Path file) throws IOException {
        return files().stream()
                .filter(other -> isOf(slot, other) && !other.equals(file))
                .toList();
    }

    @Override
    public void remove(SlotName slot) throws IOException {
        EspFiles.delete(
                files().stream().filter(file -> isOf(slot, file)).sorted().toList());
    }

    @Override
    public void clear(SlotName slot) throws IOException {
        remove(slot);
        for (String name : SLOT_FILES) {
            DurableFiles.delete(slotFolder(slot).resolve(name));
        }
    }

    @Override
    public boolean chooseBootstrap() throws IOException {
        if (all().stream().noneMatch(entry -> entry.name().equals(BOOTSTRAP))) {
            return false;
        }
        writeLoaderConf(CHOOSE_BOOTSTRAP + "\n" + loaderConfWithoutChoice());
        return true;
    }

    @Override
    public void forgetBootstrap() throws IOException {
        if (loaderConf().lines().anyMatch(CHOOSE_BOOTSTRAP::equals)) {
            writeLoaderConf(loaderConfWithoutChoice());
        }
    }

    private String loaderConfWithoutChoice() throws IOException {
        return loaderConf()
                .lines()
                .filter(line -> !line.isBlank() && !line.equals(CHOOSE_BOOTSTRAP))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private String loaderConf() throws IOException {
        Path file = esp.resolve("loader/loader.conf");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private void writeLoaderConf(String text) throws IOException {
        EspFiles.write(
                esp.resolve("loader/loader.conf"), SectorText.padded(text).getBytes(StandardCharsets.UTF_8));
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(entries())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(entries())) {
            return files.filter(file -> file.getFileName().toString().endsWith(".conf"))
                    .toList();
        }
    }

    private static boolean isOf(SlotName slot, Path file) {
        String name = file.getFileName().toString();
        return name.equals(entryName(slot) + ".conf") || name.startsWith(entryName(slot) + "+");
    }

    private static String entryName(SlotName slot) {
        return "cairn-" + slot.word();
    }

    private Path entries() {
        return esp.resolve("loader/entries");
    }

    private Path slotFolder(SlotName slot) {
        return esp.resolve("cairn").resolve(slot.word());
    }
}
