package dev.cairn.app.adapter.sqlite;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import java.util.Arrays;

/** Refuses SQLite libraries with the WAL-reset corruption bug (3.7.0 to 3.51.2; sqlite.org/wal.html section 11). */
final class SqliteLibrary {
    private static final int[] OLDEST = {3, 51, 3};

    private SqliteLibrary() {}

    static void requireSafe(String version) {
        int[] found =
                Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
        if (Arrays.compare(found, OLDEST) < 0) {
            throw ProblemException.of(AppProblem.DATABASE_LIBRARY_OLD, "open", "SQLite " + version, "oldest", "3.51.3");
        }
    }
}
