package dev.cairn.agent.slot;

import dev.cairn.image.slot.LoaderEntry;
import dev.cairn.protocol.SlotName;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Port to what the boot loader reads: entries, and per slot a kernel, an initrd and a manifest. Used by one lane. */
public interface BootLoaderEntries {
    /** Everything that the loader would offer; entries that are not ours are left out. */
    List<LoaderEntry> all() throws IOException;

    /** The entry of a slot, with its counter if it has one. */
    Optional<LoaderEntry> of(SlotName slot) throws IOException;

    /** The bytes of the slot's manifest, or nothing. */
    Optional<byte[]> manifest(SlotName slot) throws IOException;

    /** A file of the slot, {@code linux} or {@code initrd}, or nothing. */
    Optional<byte[]> file(SlotName slot, String name) throws IOException;

    /** A part of such a file: fewer bytes, or none, where it ends early. */
    byte[] part(SlotName slot, String name, long offset, int bytes) throws IOException;

    /** Bytes free for kernel and initrd of a slot, counting what the slot has there already as free. */
    long roomFor(SlotName slot) throws IOException;

    /** Bytes that kernel and initrd of a slot take now. */
    long roomTaken(SlotName slot) throws IOException;

    /** Replaces {@code linux}, {@code initrd} or {@code manifest.json} of a slot, durably and read back. */
    void putFile(SlotName slot, String name, byte[] bytes) throws IOException;

    /** Replaces the slot's entry by this one, in one step as the loader sees it. */
    void put(SlotName slot, LoaderEntry entry) throws IOException;

    /** Makes sure that the loader has no entry of this slot. */
    void remove(SlotName slot) throws IOException;

    /** Removes the slot's entry, then its files. */
    void clear(SlotName slot) throws IOException;

    /** Makes the loader boot the bootstrap entry next; false if there is none. */
    boolean chooseBootstrap() throws IOException;

    /** Takes {@link #chooseBootstrap} back. */
    void forgetBootstrap() throws IOException;
}
