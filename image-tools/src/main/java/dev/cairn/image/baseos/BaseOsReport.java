package dev.cairn.image.baseos;

import java.util.ArrayList;
import java.util.List;

/**
 * What a root file system is and lacks.
 *
 * @param prettyName PRETTY_NAME of os-release, or "unknown"
 * @param architecture {@code x86-64}, {@code aarch64} or {@code unknown}, told by systemd's ELF header
 * @param rootMount whether its initrd can mount a slot
 * @param missing what a base OS needs and this one has not, empty when it can be used
 */
public record BaseOsReport(
        String prettyName, String architecture, String kernelVersion, RootMount rootMount, List<Missing> missing) {
    public BaseOsReport {
        missing = List.copyOf(missing);
    }

    /** One thing that is missing: its name, where it was looked for, and the Debian package that brings it. */
    public record Missing(String name, String path, String debianPackage) {}

    /** Whether kernel and initrd bring squashfs, which every slot is. */
    public enum RootMount {
        /** The initrd was not looked into, or is in a form that is not read here. */
        UNKNOWN,
        POSSIBLE,
        IMPOSSIBLE
    }

    /** The same with what was found out about the initrd. */
    BaseOsReport with(RootMount found, String initrd) {
        List<Missing> all = new ArrayList<>(missing);
        if (found == RootMount.IMPOSSIBLE) {
            all.add(new Missing(
                    "squashfs in the initrd: set MODULES=most in /etc/initramfs-tools/initramfs.conf, or add the line squashfs to"
                            + " /etc/initramfs-tools/modules, and run update-initramfs -u",
                    initrd,
                    "initramfs-tools"));
        }
        return new BaseOsReport(prettyName, architecture, kernelVersion, found, all);
    }

    public boolean usable() {
        return missing.isEmpty();
    }
}
