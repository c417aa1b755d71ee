package dev.cairn.app.domain.vault;

import java.util.List;

/** Whether there is a vault, and whether it is open. Immutable. */
public sealed interface VaultState {
    /** What opens it; empty when there is none. */
    List<VaultSlot> slots();

    /** There is none yet. */
    record Missing() implements VaultState {
        @Override
        public List<VaultSlot> slots() {
            return List.of();
        }
    }

    /** Its secrets cannot be read. */
    record Locked(List<VaultSlot> slots) implements VaultState {
        public Locked {
            slots = List.copyOf(slots);
        }
    }

    /** Its secrets are in this program's memory. */
    record Open(List<VaultSlot> slots) implements VaultState {
        public Open {
            slots = List.copyOf(slots);
        }
    }
}
