package dev.cairn.boot;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Starts a disk with OVMF and its own systemd-boot just far enough to hear which command line its kernel was given; the disk stays as
 * it is.
 */
final class FirmwareBoot {
    private static final Duration MOST = Duration.ofMinutes(5);
    private static final Pattern TOLD = Pattern.compile("Command line: .*cairn\\.slot=(\\w+) cairn\\.release=(\\w+)");

    private FirmwareBoot() {}

    /** What the kernel was told. */
    record Start(String slot, String release) {}

    static Start of(Path disk, Path folder) throws Exception {
        try (VirtualMachine machine = VirtualMachine.alone(folder, List.of(VirtualDisk.unchanged(disk)))) {
            Matcher told = TOLD.matcher(machine.console().await(TOLD.pattern(), MOST));
            if (!told.find()) {
                throw new AssertionError("the console lost what it showed");
            }
            return new Start(told.group(1), told.group(2));
        }
    }
}
