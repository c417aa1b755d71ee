package dev.cairn.app.adapter.drive.linux;

import java.nio.file.Path;

/** Who runs this program: proc_pid_status(5), the effective user id. */
final class LinuxUser {
    private LinuxUser() {}

    static boolean isRoot(Path root) {
        return KernelFiles.lines(root.resolve("proc/self/status")).stream()
                .anyMatch(line -> line.matches("Uid:\\s+[0-9]+\\s+0\\s.*"));
    }
}
