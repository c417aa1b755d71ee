package dev.cairn.image.baseos;

import java.util.List;

/**
 * What a root file system is and lacks.
 *
 * @param prettyName PRETTY_NAME of os-release, or "unknown"
 * @param architecture {@code x86-64}, {@code aarch64} or {@code unknown}, told by systemd's ELF header
 * @param missing what a base OS needs and this one has not, empty when it can be used
 */
public record BaseOsReport(String prettyName, String architecture, String kernelVersion, List<Missing> missing) {
    public BaseOsReport {
        missing = List.copyOf(missing);
    }

    /** One thing that is missing: its name, where it was looked for, and the Debian package that brings it. */
    public record Missing(String name, String path, String debianPackage) {}

    public boolean usable() {
        return missing.isEmpty();
    }
}
