package dev.cairn.app.usecase.library;

import dev.cairn.app.domain.Translation;
import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Room on one file system.
 *
 * @param folder a folder on it that exists
 * @param neededBytes what is going to be written there, about
 */
public record Room(Path folder, long neededBytes, long freeBytes) {
    /** What each folder needs, put together for those that share a file system; folders need not exist yet. */
    static List<Room> of(Map<Path, Long> needed) {
        Map<FileStore, Room> rooms = new LinkedHashMap<>();
        needed.forEach((folder, bytes) -> {
            Path there = existing(folder);
            try {
                FileStore store = Files.getFileStore(there);
                rooms.merge(
                        store,
                        new Room(there, bytes, store.getUsableSpace()),
                        (one, more) -> new Room(one.folder, one.neededBytes + more.neededBytes, one.freeBytes));
            } catch (IOException e) {
                throw ImageException.io("bake", there.toString(), e);
            }
        });
        return new ArrayList<>(rooms.values());
    }

    /** Refuses, with what is needed and what is free, when it does not suffice. */
    void require() {
        if (freeBytes < neededBytes) {
            throw Translation.of(new ImageException(
                    ImageProblem.DISK_FULL,
                    "bake",
                    folder.toString(),
                    Map.of("needed", Long.toString(neededBytes), "free", Long.toString(freeBytes))));
        }
    }

    private static Path existing(Path folder) {
        Path there = folder.toAbsolutePath();
        while (!Files.isDirectory(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }
}
