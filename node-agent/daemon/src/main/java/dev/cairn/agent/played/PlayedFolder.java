package dev.cairn.agent.played;

import dev.cairn.protocol.SlotName;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** The files that play one machine; the firmware process and the agent process both know this layout. Immutable. */
record PlayedFolder(Path folder) {
    /** What the drive said about itself when it was put in; {@code guids} by slot word. */
    record Hardware(long slotBytes, Map<String, UUID> guids) {}

    Path esp() {
        return folder.resolve("esp");
    }

    Path seed() {
        return esp().resolve("cairn/seed.json");
    }

    Path slot(SlotName slot) {
        return folder.resolve("slot-" + slot.word() + ".img");
    }

    Path data() {
        return folder.resolve("data.img");
    }

    Path journal() {
        return folder.resolve("journal");
    }

    Path hardware() {
        return folder.resolve("hardware.json");
    }

    Path commandLine() {
        return folder.resolve("proc-cmdline");
    }

    Path bootId() {
        return folder.resolve("boot-id");
    }

    Path machineId() {
        return folder.resolve("machine-id");
    }
}
