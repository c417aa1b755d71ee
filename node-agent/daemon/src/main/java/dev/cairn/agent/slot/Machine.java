package dev.cairn.agent.slot;

import dev.cairn.protocol.SlotName;
import java.util.Optional;
import java.util.UUID;

/** Port to the machine below the slots. Implementations are thread-safe. */
public interface Machine {
    /** The slot that runs; nothing when it runs from the bootstrap partition or cannot tell. */
    Optional<SlotName> bootedSlot();

    /** Whether the bootstrap system runs, and so nothing of the slots or the data partition is in use. */
    default boolean runsBootstrap() {
        return false;
    }

    /** Whether the agent of this boot was started again because it hung. */
    default boolean agentHung() {
        return false;
    }

    /** Differs for every boot. */
    String bootId();

    /** Milliseconds since the machine booted. */
    long uptimeMs();

    /** The systemd machine id of this boot, 32 hex digits. */
    Optional<String> machineId();

    /** The GUID by which the kernel finds a slot's partition. */
    UUID partitionGuid(SlotName slot);

    /** Gives the machine its name; a machine that cannot be renamed does nothing. */
    void applyHostName(String hostName);

    /** Asks for a firmware boot; may return, since the machine goes down on its own time. */
    void reboot();
}
