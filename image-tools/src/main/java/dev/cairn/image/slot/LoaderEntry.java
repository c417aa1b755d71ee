package dev.cairn.image.slot;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A Boot Loader Specification type 1 entry (uapi-group.org/specifications/specs/boot_loader_specification) with its boot counter.
 * The {@code machine-id} key is left out on purpose: systemd-boot would sort by it before the version.
 *
 * @param name file name without counter and {@code .conf}, for example {@code cairn-b}
 * @param version the generation; higher sorts first
 * @param triesLeft empty when the entry is known to be good
 */
public record LoaderEntry(
        String name,
        String title,
        long version,
        String linux,
        String initrd,
        List<String> options,
        OptionalInt triesLeft,
        int triesDone) {
    public static final String SORT_KEY = "cairn";
    public static final int TRIAL_TRIES = 3;

    public LoaderEntry {
        options = List.copyOf(options);
    }

    /** The good entry of a slot. */
    public static LoaderEntry good(SlotName slot, KernelCommandLine commandLine, String title, long generation) {
        String folder = "/cairn/" + slot.id() + "/";
        return new LoaderEntry(
                "cairn-" + slot.id(),
                title,
                slot == SlotName.BOOTSTRAP ? 0 : generation,
                folder + "linux",
                folder + "initrd",
                commandLine.words(),
                OptionalInt.empty(),
                0);
    }

    /** The same entry on trial: three tries. */
    public LoaderEntry onTrial() {
        return new LoaderEntry(name, title, version, linux, initrd, options, OptionalInt.of(TRIAL_TRIES), 0);
    }

    /** The same entry without counter. */
    public LoaderEntry committed() {
        return new LoaderEntry(name, title, version, linux, initrd, options, OptionalInt.empty(), 0);
    }

    /** The file name below {@code /loader/entries}: {@code cairn-b.conf}, {@code cairn-b+3.conf}, {@code cairn-b+2-1.conf}. */
    public String fileName() {
        return LoaderEntryText.fileName(this);
    }

    /** The file's text, in whole sectors: see {@link SectorText}. */
    public String render() {
        return LoaderEntryText.render(this);
    }

    /** Reads an entry; empty when the name or the text is not one of ours. */
    public static Optional<LoaderEntry> parse(String fileName, String text) {
        return LoaderEntryText.parse(fileName, text);
    }
}
