package dev.cairn.agent.played;

import dev.cairn.agent.slot.EspEntries;
import dev.cairn.agent.state.DurableFiles;
import dev.cairn.image.slot.LoaderEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Chooses what to boot as systemd-boot does (Boot Loader Specification, sorting; Automatic Boot Assessment): entries with no
 * tries left last, then the higher version first; one try of a counted entry is used up by renaming its file.
 */
final class PlayedLoader {
    private final Path esp;

    PlayedLoader(Path esp) {
        this.esp = esp;
    }

    /** The entry to boot, with its try already counted; nothing if there is no entry at all. */
    Optional<LoaderEntry> choose() throws IOException {
        List<LoaderEntry> entries =
                new EspEntries(esp).all().stream().sorted(order()).toList();
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        LoaderEntry first = entries.getFirst();
        int left = first.triesLeft().orElse(0);
        if (left == 0) {
            return Optional.of(first);
        }
        LoaderEntry counted = new LoaderEntry(
                first.name(),
                first.title(),
                first.version(),
                first.linux(),
                first.initrd(),
                first.options(),
                OptionalInt.of(left - 1),
                first.triesDone() + 1);
        Path folder = esp.resolve("loader/entries");
        DurableFiles.move(folder.resolve(first.fileName()), folder.resolve(counted.fileName()));
        return Optional.of(counted);
    }

    private static Comparator<LoaderEntry> order() {
        return Comparator.comparing((LoaderEntry entry) -> entry.triesLeft().orElse(1) == 0)
                .thenComparing(Comparator.comparingLong(LoaderEntry::version).reversed())
                .thenComparing(LoaderEntry::fileName);
    }
}
