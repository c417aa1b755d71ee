package dev.cairn.app.adapter.drive.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The block devices that this process has open: {@code /proc/self/fd} (proc_pid_fd(5)). A link there leads to what was opened, whatever
 * its path leads to now.
 */
final class OpenDescriptors {
    private static final int BLOCK_DEVICE = 0060000;
    private static final int TYPE = 0170000;

    private final Path root;
    private final Function<Path, String> numbers;

    /** {@code numbers} tells the device number behind a path, as {@link #number} does on a real system. */
    OpenDescriptors(Path root, Function<Path, String> numbers) {
        this.root = root;
        this.numbers = numbers;
    }

    /** Whether the device of this number is open, and everything that was opened by this path is it. */
    boolean areOnly(Path device, String number) {
        boolean open = false;
        for (Path descriptor : KernelFiles.entries(root.resolve("proc/self/fd"))) {
            boolean it = !number.isEmpty() && numbers.apply(descriptor).equals(number);
            String path = target(descriptor);
            if (path.equals(device + " (deleted)") || (path.equals(device.toString()) && !it)) {
                return false;
            }
            open |= it;
        }
        return open;
    }

    /** The numbers of all block devices that are open. */
    Set<String> all() {
        return KernelFiles.entries(root.resolve("proc/self/fd")).stream()
                .map(numbers)
                .collect(Collectors.toSet());
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }

    /** {@code major:minor} as makedev(3) packs them; empty for anything but block devices. */
    static String number(Path descriptor) {
        try {
            int mode = (int) Files.getAttribute(descriptor, "unix:mode");
            long device = (long) Files.getAttribute(descriptor, "unix:rdev");
            long major = (device >>> 8 & 0xfff) | (device >>> 32 & ~0xfffL);
            long minor = (device & 0xff) | (device >>> 12 & ~0xffL & 0xffffffffL);
            return (mode & TYPE) == BLOCK_DEVICE ? major + ":" + minor : "";
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }
}
