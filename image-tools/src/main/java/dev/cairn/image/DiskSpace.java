package dev.cairn.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Refuses work that would not fit before it starts. Stateless. */
public final class DiskSpace {
    private DiskSpace() {}

    /** Throws {@link ImageProblem#DISK_FULL} when {@code folder} has less than {@code bytes} of usable space. */
    public static void require(Path folder, long bytes, String phase) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < bytes) {
            throw new ImageException(
                    ImageProblem.DISK_FULL,
                    phase,
                    folder.toString(),
                    Map.of("needed", Long.toString(bytes), "free", Long.toString(free)));
        }
    }
}
