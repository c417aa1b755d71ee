package dev.cairn.app.adapter.drive.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Who runs this program, and what that user may do. */
final class LinuxUser {
    /** How D-Bus finds udisks2 (D-Bus Specification, "Message Bus Starting Services"); NixOS keeps it elsewhere. */
    private static final String UDISKS = "share/dbus-1/system-services/org.freedesktop.UDisks2.service";

    private LinuxUser() {}

    /** proc_pid_status(5), the effective user id. */
    static boolean isRoot(Path root) {
        return KernelFiles.lines(root.resolve("proc/self/status")).stream()
                .anyMatch(line -> line.matches("Uid:\\s+[0-9]+\\s+0\\s.*"));
    }

    /** Whether what the desktop mounted can be unmounted: by root, and through udisks2 by the user for whom it was mounted. */
    static boolean unmounts(Path root) {
        return isRoot(root)
                || Stream.of("usr/", "usr/local/", "run/current-system/sw/")
                        .anyMatch(folder -> Files.exists(root.resolve(folder + UDISKS)));
    }
}
