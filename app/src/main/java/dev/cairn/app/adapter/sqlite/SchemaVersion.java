package dev.cairn.app.adapter.sqlite;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a database's version from its header without opening it as a database, so that not one byte changes: user_version,
 * 4 bytes big endian at offset 60 (sqlite.org/fileformat2.html section 1.3).
 */
final class SchemaVersion {
    /** The version that the newest migration makes. */
    static final int CURRENT = 12;

    private static final int OFFSET = 60;
    private static final int HEADER = 100;

    private SchemaVersion() {}

    /** The version of a file; 0 when it is missing or empty. */
    static int read(Path file) {
        try {
            if (!Files.exists(file) || Files.size(file) < HEADER) {
                return 0;
            }
            try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
                in.seek(OFFSET);
                return in.readInt();
            }
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.of(AppProblem.DATABASE_FAILED, "open", file, "reason", String.valueOf(e.getMessage())), e);
        }
    }

    /** Refuses a database that a newer program made. */
    static void refuseNewer(Path file, int found) {
        if (found > CURRENT) {
            throw ProblemException.of(AppProblem.DATABASE_NEWER, "open", file, "found", found, "known", CURRENT);
        }
    }
}
