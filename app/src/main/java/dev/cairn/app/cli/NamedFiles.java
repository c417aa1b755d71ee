package dev.cairn.app.cli;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Files that are named on the command line. Stateless. */
final class NamedFiles {
    private NamedFiles() {}

    private interface Reading<T> {
        T run() throws IOException;
    }

    static byte[] bytes(Path file) {
        return read(file, () -> Files.readAllBytes(file));
    }

    /** Text in UTF-8 and nothing else. */
    static String text(Path file) {
        return read(file, () -> Files.readString(file));
    }

    private static <T> T read(Path file, Reading<T> reading) {
        try {
            return reading.run();
        } catch (IOException e) {
            throw ProblemException.of(
                    AppProblem.FILE_UNREADABLE, "read", file, "reason", String.valueOf(e.getMessage()));
        }
    }

    /** Refuses to replace a file. */
    static void writeNew(Path file, String text) {
        write(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    static void replace(Path file, String text) {
        write(file, text);
    }

    private static void write(Path file, String text, OpenOption... options) {
        try {
            Files.writeString(file, text, options);
        } catch (FileAlreadyExistsException e) {
            throw ProblemException.of(AppProblem.FILE_EXISTS, "write", file);
        } catch (IOException e) {
            throw ProblemException.of(
                    AppProblem.FILE_UNWRITABLE, "write", file, "reason", String.valueOf(e.getMessage()));
        }
    }
}
