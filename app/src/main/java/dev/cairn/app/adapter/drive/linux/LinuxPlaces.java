package dev.cairn.app.adapter.drive.linux;

import dev.cairn.app.domain.drive.picture.Use.Purpose;
import java.util.Set;

/** What a mount point says about the mount. */
final class LinuxPlaces {
    /** File Hierarchy Standard 3.0, sections 3 and 4, and where live systems keep what they run from. */
    private static final Set<String> SYSTEM = Set.of(
            "/",
            "/boot",
            "/efi",
            "/usr",
            "/var",
            "/home",
            "/etc",
            "/opt",
            "/srv",
            "/root",
            "/nix",
            "/gnu/store",
            "/sysroot",
            "/tmp",
            "/cdrom",
            "/isodevice",
            "/rofs",
            "/cow");

    private static final Set<String> BELOW_SYSTEM = Set.of(
            "/boot/",
            "/efi/",
            "/usr/",
            "/var/",
            "/nix/",
            "/sysroot/",
            "/run/live/",
            "/lib/live/",
            "/run/initramfs/",
            "/run/archiso/",
            "/run/miso/",
            "/run/rootfsbase",
            "/run/cairn/");

    private static final Set<String> LIVE = Set.of(
            "/cdrom",
            "/isodevice",
            "/run/live/medium",
            "/lib/live/mount/medium",
            "/run/initramfs/live",
            "/run/archiso/bootmnt",
            "/run/miso/bootmnt");

    private LinuxPlaces() {}

    static Purpose purpose(String mountPoint) {
        if (SYSTEM.contains(mountPoint) || BELOW_SYSTEM.stream().anyMatch(mountPoint::startsWith)) {
            return Purpose.SYSTEM;
        }
        boolean desktop = mountPoint.startsWith("/media/") || mountPoint.startsWith("/run/media/");
        return desktop ? Purpose.DESKTOP_MOUNT : Purpose.MOUNT;
    }

    /** Whether a live system keeps its medium mounted here. */
    static boolean liveMedium(String mountPoint) {
        return LIVE.contains(mountPoint);
    }
}
