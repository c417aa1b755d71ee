package dev.cairn.app.adapter.drive.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One block device in sysfs (Linux Documentation/ABI/stable/sysfs-block).
 *
 * @param name the kernel's name; a slash of the device's name is {@code !} here
 * @param folder the real folder of the device
 * @param parent name of the drive when this is a partition, else empty
 */
record SysBlock(String name, Path folder, String parent) {
    private static final int SECTOR = 512;

    String number() {
        return KernelFiles.text(folder.resolve("dev"));
    }

    long bytes() {
        return Math.min(KernelFiles.number(folder.resolve("size")), Long.MAX_VALUE / SECTOR) * SECTOR;
    }

    boolean partition() {
        return !parent.isEmpty();
    }

    /** The name below {@code /dev}. */
    String deviceName() {
        return name.replace('!', '/');
    }

    String text(String file) {
        return KernelFiles.text(folder.resolve(file));
    }

    boolean is(String file) {
        return KernelFiles.number(folder.resolve(file)) == 1;
    }

    List<String> slaves() {
        return KernelFiles.names(folder.resolve("slaves"));
    }

    /** A drive of its own: not made of other devices, not memory, not a hidden path or area of another drive. */
    boolean drive() {
        boolean made = name.matches("(ram|zram|dm-|md|sr|fd|drbd|zd|bcache|mtdblock|ubiblock)[0-9].*")
                || name.matches("mmcblk[0-9]+(boot[0-9]+|rpmb|gp[0-9]+)")
                || name.matches("nvme[0-9]+c[0-9]+n[0-9]+")
                || is("hidden");
        boolean idleLoop = name.startsWith("loop") && !Files.exists(folder.resolve("loop/backing_file"));
        boolean idleNetwork = name.matches("nbd[0-9]+") && bytes() == 0;
        return !partition() && !made && !idleLoop && !idleNetwork;
    }

    /** Made of others, or of a file. */
    boolean layer() {
        return !partition() && (!drive() || name.startsWith("loop"));
    }
}
