package dev.cairn.app.adapter.drive.linux;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.drive.Drive;
import dev.cairn.image.drive.linux.Udisks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Unmounts with umount(8) as root and through udisks2 as an ordinary user, innermost first; neither by force nor lazily, so that what is in use
 * stays whole.
 */
final class Unmounting {
    static final Unmount UMOUNT = Unmounting::umount;
    private static final long UNMOUNT_SECONDS = 60;

    /** Unmounts one mount point; answers what umount said when it could not, else nothing. */
    @FunctionalInterface
    interface Unmount {
        String of(String mountPoint) throws IOException, InterruptedException;
    }

    private final Unmount unmount;

    Unmounting(Unmount unmount) {
        this.unmount = unmount;
    }

    static Unmount asThisUserMay(Path root) {
        return LinuxUser.isRoot(root) ? UMOUNT : mountPoint -> askUdisks(root, mountPoint);
    }

    void unmount(Drive drive) {
        List<String> innermostFirst = drive.unmounts().stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        for (String mountPoint : innermostFirst) {
            String failure = tryUnmount(mountPoint);
            if (!failure.isEmpty()) {
                throw ProblemException.of(
                        AppProblem.DRIVE_BUSY, "unmount", drive.device(), "mount", mountPoint, "reason", failure);
            }
        }
    }

    private String tryUnmount(String mountPoint) {
        try {
            return unmount.of(mountPoint);
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static String askUdisks(Path root, String mountPoint) throws IOException {
        MountTable table = MountTable.read(root.resolve("proc/self/mountinfo"));
        Optional<MountTable.Mount> mounted =
                table.holding(mountPoint).filter(mount -> mount.where().equals(mountPoint));
        if (mounted.isPresent()) {
            Udisks.unmount(Path.of(mounted.get().source()));
        }
        return "";
    }

    private static String umount(String mountPoint) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("umount", "--", mountPoint)
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(UNMOUNT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return "umount did not end within " + UNMOUNT_SECONDS + " s";
        }
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return process.exitValue() == 0 ? "" : "umount: " + said.strip();
    }
}
