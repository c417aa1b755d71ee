package dev.cairn.app.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Loop devices that play drives; root only. Closing gives them back and deletes their files. One thread. */
final class LoopDevices implements AutoCloseable {
    private final Path folder;
    private final List<Path> devices = new ArrayList<>();

    /** @param bytes of each device */
    LoopDevices(Path parent, int count, long bytes) throws IOException, InterruptedException {
        this.folder = Files.createTempDirectory(parent, "loops");
        try {
            for (int i = 0; i < count; i++) {
                Path file = folder.resolve("drive-" + i);
                try (RandomAccessFile made = new RandomAccessFile(file.toFile(), "rw")) {
                    made.setLength(bytes);
                }
                // Space is taken now: writing into holes would measure the file system, not the writer.
                Tools.shell("fallocate -l $(stat -c %s \"$1\") \"$1\"", file);
                String device = Tools.shell("losetup --find --show --direct-io=on \"$1\"", file)
                        .output()
                        .strip();
                devices.add(Path.of(device));
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    static boolean possible() {
        return Tools.has("losetup") && "root".equals(System.getProperty("user.name"));
    }

    List<Path> all() {
        return List.copyOf(devices);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (Path device : devices) {
            Tools.shell("losetup --detach \"$1\"", device);
        }
        Tools.shell("rm -rf \"$1\"", folder);
    }
}
