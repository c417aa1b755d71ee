package dev.cairn.app.adapter.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes renames in a folder last, where the system can (Linux and macOS; Windows keeps them by itself). */
final class Folders {
    private static final boolean WINDOWS = java.io.File.separatorChar == '\\';

    private Folders() {}

    static void sync(Path folder) throws IOException {
        if (!WINDOWS) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
