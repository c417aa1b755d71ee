package dev.cairn.agent.install;

import java.util.List;
import java.util.Set;

/**
 * A disk as the kernel shows it. Immutable.
 *
 * @param name in /sys/block
 * @param number major and minor, as {@code 8:0}
 * @param sequence differs each time a disk appears, 0 where the kernel does not count
 * @param bus one word
 * @param paths its names below /dev/disk/by-path
 * @param fileSystem what stands on it as a whole, empty when nothing is known
 * @param refusals what speaks against it whatever the rule says
 */
public record MachineDisk(
        String name,
        String number,
        long sequence,
        long bytes,
        String model,
        String serial,
        String bus,
        Set<String> paths,
        String fileSystem,
        List<Part> partitions,
        List<Refusal> refusals) {
    /** Copies the collections. */
    public MachineDisk {
        paths = Set.copyOf(paths);
        partitions = List.copyOf(partitions);
        refusals = List.copyOf(refusals);
    }

    /** A partition; what is not known is empty. */
    public record Part(String name, long bytes, String fileSystem, String label) {}

    /** Whether this is the same disk, by all that tells disks apart. */
    boolean isSame(MachineDisk other) {
        return name.equals(other.name)
                && number.equals(other.number)
                && sequence == other.sequence
                && bytes == other.bytes
                && model.equals(other.model)
                && serial.equals(other.serial);
    }
}
