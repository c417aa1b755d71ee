package dev.cairn.image.drive.macos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Unmounts drives as macOS wants it done: by its disk arbitration, which is asked through diskutil(8). Thread-safe. */
@FunctionalInterface
public interface DiskUtility {
    /** Less than after which a drive counts as stalled. */
    long UNMOUNT_SECONDS = 25;

    /** Unmounts all volumes of a whole disk, not by force; {@code disk} is like {@code /dev/disk4}. Throws with what diskutil said. */
    void unmountDisk(String disk) throws IOException;

    /** The program that comes with macOS. */
    static DiskUtility ofThisSystem() {
        return of(Path.of("/usr/sbin/diskutil"));
    }

    static DiskUtility of(Path program) {
        return disk -> run(program.toString(), "unmountDisk", disk);
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(UNMOUNT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(command[2] + ": diskutil did not end within " + UNMOUNT_SECONDS + " s");
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.exitValue() != 0) {
                throw new IOException(command[2] + " cannot be unmounted: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(command[2] + ": interrupted while it was unmounted", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
