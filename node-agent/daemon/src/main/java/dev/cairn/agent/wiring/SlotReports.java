package dev.cairn.agent.wiring;

import dev.cairn.agent.slot.BootLoaderEntries;
import dev.cairn.agent.slot.Machine;
import dev.cairn.agent.update.UpdateMachine;
import dev.cairn.agent.update.UpdateRecord;
import dev.cairn.image.ImageException;
import dev.cairn.image.Sha256;
import dev.cairn.image.slot.LoaderEntry;
import dev.cairn.image.slot.ReleaseInfo;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.protocol.SlotName;
import dev.cairn.protocol.SlotState;
import dev.cairn.protocol.SlotStatus;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what is in the slots, from the ESP and the update's record. Thread-safe. */
final class SlotReports {
    private static final Logger LOG = LoggerFactory.getLogger(SlotReports.class);

    private final Machine machine;
    private final BootLoaderEntries entries;
    private final UpdateMachine update;

    SlotReports(Machine machine, BootLoaderEntries entries, UpdateMachine update) {
        this.machine = machine;
        this.entries = entries;
        this.update = update;
    }

    List<SlotStatus> all() {
        return Arrays.stream(SlotName.values()).map(this::status).toList();
    }

    private SlotStatus status(SlotName slot) {
        boolean booted = machine.bootedSlot().filter(slot::equals).isPresent();
        try {
            Optional<LoaderEntry> entry = entries.of(slot);
            Optional<byte[]> manifest = entries.manifest(slot);
            String digest = manifest.map(Sha256::of).orElse(null);
            ReleaseInfo release = manifest.map(bytes -> SlotManifest.parse(bytes, slot.word()))
                    .map(SlotManifest::release)
                    .orElse(null);
            return new SlotStatus(
                    slot,
                    booted,
                    state(slot, entry, digest),
                    entry.map(LoaderEntry::version).orElse(0L),
                    digest,
                    release == null ? null : release.digest(),
                    release == null ? null : release.version(),
                    triesLeft(entry));
        } catch (IOException | ImageException unreadable) {
            LOG.warn("slot {} cannot be described: {}", slot.word(), unreadable.getMessage());
            return new SlotStatus(slot, booted, SlotState.BAD, 0, null, null, null, null);
        }
    }

    private SlotState state(SlotName slot, Optional<LoaderEntry> entry, @Nullable String digest) {
        if (entry.isPresent()) {
            if (entry.get().triesLeft().isEmpty()) {
                return SlotState.GOOD;
            }
            boolean booted = machine.bootedSlot().filter(slot::equals).isPresent();
            return booted || entry.get().triesLeft().getAsInt() > 0 ? SlotState.TRIAL : SlotState.BAD;
        }
        UpdateRecord record = update.record();
        if (record.target() != null && record.target().to() == slot) {
            return SlotState.WRITING;
        }
        return digest != null && record.failed().containsKey(digest) ? SlotState.BAD : SlotState.EMPTY;
    }

    private static @Nullable Integer triesLeft(Optional<LoaderEntry> entry) {
        return entry.isPresent() && entry.get().triesLeft().isPresent()
                ? entry.get().triesLeft().getAsInt()
                : null;
    }
}
