package dev.cairn.app.adapter.drive.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Reads the small files of sysfs and procfs; what is not there reads as empty. */
final class KernelFiles {
    private KernelFiles() {}

    /** The file's only line without control characters, or nothing. */
    static String text(Path file) {
        return String.join(" ", lines(file)).replaceAll("\\p{Cntrl}", "").strip();
    }

    static long number(Path file) {
        String text = text(file);
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    static List<String> lines(Path file) {
        try {
            // Names are bytes in Linux: those that are no UTF-8 must not hide the others.
            return Files.isRegularFile(file)
                    ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                            .lines()
                            .toList()
                    : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** What a folder holds, in the order of names; nothing when there is no such folder. */
    static List<Path> entries(Path folder) {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                entries.forEach(found::add);
            } catch (IOException | DirectoryIteratorException e) {
                return List.of();
            }
        }
        found.sort(Comparator.comparing(Path::toString));
        return found;
    }

    static List<String> names(Path folder) {
        return entries(folder).stream().map(KernelFiles::name).toList();
    }

    static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    /** Where a link leads, or the path itself. */
    static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path;
        }
    }

    /** The path and the folders above it, innermost first, up to and without {@code end}. */
    static Stream<Path> upTo(Path path, Path end) {
        return Stream.<Path>iterate(path, at -> at != null && !at.equals(end), Path::getParent);
    }
}
