package dev.cairn.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hardware and base system of a node; a field that the machine does not tell is null or empty. Immutable.
 *
 * @param tpm null when there is none
 */
public record NodeFacts(
        Cpu cpu,
        long memoryBytes,
        List<Disk> disks,
        List<Nic> nics,
        List<Gpu> gpus,
        @Nullable Tpm tpm,
        Firmware firmware,
        SystemIdentity system,
        String kernel,
        OsRelease osRelease) {
    /** Copies the lists. */
    public NodeFacts {
        disks = List.copyOf(disks);
        nics = List.copyOf(nics);
        gpus = List.copyOf(gpus);
    }

    /** The processor: {@code threads} is what the system can run at once. */
    public record Cpu(String model, String architecture, int sockets, int cores, int threads) {}

    /** A whole disk, not a partition; {@code transport} is for example nvme, sata, usb, virtio, mmc. */
    public record Disk(
            String name,
            long bytes,
            @Nullable String model,
            @Nullable String serial,
            String transport,
            boolean rotational,
            boolean removable) {}

    /** A network interface with hardware behind it; {@code speedMbit} is null without a link. */
    public record Nic(
            String name,
            String mac,
            @Nullable String driver,
            @Nullable Integer speedMbit,
            boolean up,
            List<String> addresses) {
        /** Copies the list. */
        public Nic {
            addresses = List.copyOf(addresses);
        }
    }

    /** A display or compute device on PCI, with its numeric ids in hex. */
    public record Gpu(
            String pciAddress,
            String vendorId,
            String deviceId,
            @Nullable String driver) {}

    /** The security chip; {@code version} is the major version, 1 or 2. */
    public record Tpm(int version) {}

    /** The firmware; {@code kind} is UEFI or BIOS. */
    public record Firmware(
            String kind,
            @Nullable String vendor,
            @Nullable String version,
            @Nullable String date,
            boolean secureBoot) {}

    /** What re-attaches a reinstalled machine to its record: DMI, SMBIOS types 1 to 3. */
    public record SystemIdentity(
            @Nullable String vendor,
            @Nullable String product,
            @Nullable String serial,
            @Nullable String uuid,
            @Nullable String boardSerial,
            @Nullable String chassisSerial) {}

    /** From os-release(5). */
    public record OsRelease(String id, @Nullable String versionId, String prettyName) {}
}
