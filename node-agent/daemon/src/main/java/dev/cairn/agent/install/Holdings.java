package dev.cairn.agent.install;

/** Looks what a disk holds, without changing it. Implementations are thread-safe. */
@FunctionalInterface
public interface Holdings {
    /** What cannot be read counts as data. */
    Holding of(MachineDisk disk);
}
