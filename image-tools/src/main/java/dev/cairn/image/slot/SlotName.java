package dev.cairn.image.slot;

import java.util.Locale;

/** The partitions that can boot. */
public enum SlotName {
    A,
    B,
    BOOTSTRAP;

    /** The name on the kernel command line ({@code cairn.slot=a}), in ESP paths and in entry names. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The GPT label of the partition. */
    public String partitionLabel() {
        return switch (this) {
            case A -> "cairn-slot-a";
            case B -> "cairn-slot-b";
            case BOOTSTRAP -> "cairn-bootstrap";
        };
    }
}
