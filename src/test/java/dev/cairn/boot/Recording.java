package dev.cairn.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@link PowerCutScenario} leaves beside {@code before.img} and {@code writes.log.img}.
 *
 * @param updateBegins requests before the order of the update was sent
 * @param oldRelease digest of the release that the machine began with
 * @param newRelease digest of the one it was told to run
 */
record Recording(int updateBegins, String oldRelease, String newRelease) {
    static final String BEFORE = "before.img";
    static final String LOG = "writes.log.img";
    private static final String FILE = "recording.txt";

    void save(Path folder) throws IOException {
        Files.writeString(folder.resolve(FILE), updateBegins + "\n" + oldRelease + "\n" + newRelease + "\n");
    }

    static Recording load(Path folder) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(FILE));
        return new Recording(Integer.parseInt(lines.get(0)), lines.get(1), lines.get(2));
    }
}
