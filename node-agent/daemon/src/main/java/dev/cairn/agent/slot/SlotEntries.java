package dev.cairn.agent.slot;

import dev.cairn.image.slot.KernelCommandLine;
import dev.cairn.image.slot.LoaderEntry;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.protocol.SlotName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes and changes the entries of the slots; used by the update's lane and at start. */
public final class SlotEntries {
    private static final Logger LOG = LoggerFactory.getLogger(SlotEntries.class);
    private static final String MACHINE_ID = "systemd.machine_id=";

    private final Machine machine;
    private final BootLoaderEntries entries;

    public SlotEntries(Machine machine, BootLoaderEntries entries) {
        this.machine = machine;
        this.entries = entries;
    }

    /** A generation above all that the loader knows. */
    public long nextGeneration() throws IOException {
        return entries.all().stream().mapToLong(LoaderEntry::version).max().orElse(0) + 1;
    }

    /** The entry of a fresh slot on trial; words that somebody added to the running slot's command line are taken over. */
    public LoaderEntry trial(SlotName slot, SlotName running, SlotManifest manifest, long generation, String machineId)
            throws IOException {
        return fresh(slot, entries.of(running), manifest, generation, machineId).onTrial();
    }

    /** The good entry of a slot that the bootstrap system wrote; words that the image had been given are those of the bootstrap entry. */
    public LoaderEntry installed(SlotName slot, SlotManifest manifest, long generation, String machineId)
            throws IOException {
        Optional<LoaderEntry> bootstrap = entries.all().stream()
                .filter(entry -> entry.name().equals("cairn-" + dev.cairn.image.slot.SlotName.BOOTSTRAP.id()))
                .findFirst();
        return fresh(slot, bootstrap, manifest, generation, machineId);
    }

    private LoaderEntry fresh(
            SlotName slot, Optional<LoaderEntry> like, SlotManifest manifest, long generation, String machineId) {
        List<String> own = Stream.concat(
                        commandLine(slot, "", machineId, List.of()).words().stream(), Stream.of(MACHINE_ID))
                .map(SlotEntries::key)
                .toList();
        List<String> extra = like.map(LoaderEntry::options).orElse(List.of()).stream()
                .filter(word -> !word.isBlank()
                        && (key(word).equals("console") ? !isOurConsole(word) : !own.contains(key(word))))
                .toList();
        KernelCommandLine line = commandLine(slot, manifest.release().digest(), machineId, extra);
        String title = "Cairn " + manifest.release().profile() + " "
                + manifest.release().version();
        return LoaderEntry.good(image(slot), line, title, generation);
    }

    /** The same entry with all tries used: the loader sorts it to the end. */
    public static LoaderEntry exhausted(LoaderEntry entry) {
        return new LoaderEntry(
                entry.name(),
                entry.title(),
                entry.version(),
                entry.linux(),
                entry.initrd(),
                entry.options(),
                OptionalInt.of(0),
                LoaderEntry.TRIAL_TRIES);
    }

    /** Gives the machine id of the first boot to the later boots of a good slot; a slot on trial is left alone. */
    public void keepMachineId(SlotName slot, String machineId) {
        try {
            Optional<LoaderEntry> found =
                    entries.of(slot).filter(entry -> entry.triesLeft().isEmpty());
            if (found.isEmpty() || found.get().options().stream().anyMatch(word -> word.startsWith(MACHINE_ID))) {
                return;
            }
            LoaderEntry entry = found.get();
            List<String> options = new ArrayList<>(entry.options());
            options.add(MACHINE_ID + machineId);
            entries.put(
                    slot,
                    new LoaderEntry(
                            entry.name(),
                            entry.title(),
                            entry.version(),
                            entry.linux(),
                            entry.initrd(),
                            options,
                            entry.triesLeft(),
                            entry.triesDone()));
        } catch (IOException refused) {
            LOG.warn("the machine id could not be given to the loader: {}", refused.getMessage());
        }
    }

    /** The slot's name in image-tools. */
    public static dev.cairn.image.slot.SlotName image(SlotName slot) {
        return switch (slot) {
            case A -> dev.cairn.image.slot.SlotName.A;
            case B -> dev.cairn.image.slot.SlotName.B;
        };
    }

    private KernelCommandLine commandLine(SlotName slot, String release, String machineId, List<String> extra) {
        Optional<String> known = machineId.isEmpty() ? Optional.empty() : Optional.of(machineId);
        return new KernelCommandLine(machine.partitionGuid(slot), image(slot), release, known, extra);
    }

    private static boolean isOurConsole(String word) {
        return word.equals("console=tty0") || word.equals("console=ttyS0,115200");
    }

    private static String key(String word) {
        int equals = word.indexOf('=');
        return equals < 0 ? word : word.substring(0, equals);
    }
}
