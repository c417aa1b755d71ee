package dev.cairn.agent.update;

import dev.cairn.protocol.SlotName;
import dev.cairn.protocol.UpdatePhase;
import java.util.Set;

/**
 * One call of the update to one of its ports.
 *
 * @param phase in which it was made
 * @param slot that it is about, or the word {@code -}
 */
record Operation(UpdatePhase phase, String port, String method, String slot) {
    private static final Set<String> CHANGES = Set.of(
            "UpdateStore.save",
            "SlotDevice.write",
            "SlotDevice.flush",
            "BootLoaderEntries.putFile",
            "BootLoaderEntries.put",
            "BootLoaderEntries.remove",
            "BootLoaderEntries.clear",
            "ChunkStore.retain",
            "ClusterSnapshots.take");
    private static final Set<String> READS = Set.of(
            "UpdateStore.load",
            "SlotStore.capacity",
            "SlotStore.read",
            "SlotStore.open",
            "SlotStore.digests",
            "SlotDevice.read",
            "SlotDevice.close",
            "BootLoaderEntries.all",
            "BootLoaderEntries.of",
            "BootLoaderEntries.manifest",
            "BootLoaderEntries.file",
            "BootLoaderEntries.roomFor",
            "ChunkStore.has",
            "ChunkStore.read",
            "ChunkStore.room");
    private static final Set<String> OTHERS = Set.of(
            "HealthCheck.judge",
            "HealthCheck.kubernetesReady",
            "EventLog.event",
            "Evacuation.leave",
            "Evacuation.comeBack",
            "Machine.bootedSlot",
            "Machine.agentHung",
            "Machine.bootId",
            "Machine.uptimeMs",
            "Machine.machineId",
            "Machine.partitionGuid",
            "Machine.reboot");

    /** Refuses a call that nobody sorted yet: a new method of a port must say what can go wrong with it. */
    Operation {
        String name = port + "." + method;
        if (!CHANGES.contains(name) && !READS.contains(name) && !OTHERS.contains(name)) {
            throw new AssertionError(name + " is neither a change nor a read nor anything else");
        }
    }

    static Operation of(UpdatePhase phase, String port, String method, Object... arguments) {
        String slot = arguments.length > 0 && arguments[0] instanceof SlotName name ? name.word() : "-";
        return new Operation(phase, port, method, slot);
    }

    boolean changesTheDisk() {
        return CHANGES.contains(port + "." + method);
    }

    boolean usesTheDisk() {
        return changesTheDisk() || READS.contains(port + "." + method);
    }

    boolean is(String name) {
        return name.equals(port + "." + method);
    }
}
