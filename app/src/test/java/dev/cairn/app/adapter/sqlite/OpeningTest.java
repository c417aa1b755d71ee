package dev.cairn.app.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.InventoryEvents;
import dev.cairn.app.wiring.Expect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OpeningTest {
    @TempDir
    Path folder;

    @Test
    void leavesADatabaseOfANewerVersionByteForByteAsItWas() throws Exception {
        open().close();
        run("PRAGMA user_version = " + (SchemaVersion.CURRENT + 1));
        byte[] before = Files.readAllBytes(file());
        List<String> files = names();
        assertThatThrownBy(this::open).satisfies(Expect.problem(AppProblem.DATABASE_NEWER));
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
        assertThat(names()).isEqualTo(files);
    }

    @Test
    void refusesANewerVersionThatOnlyTheHistoryTells() throws Exception {
        open().close();
        run(
                "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                        + " installed_by, installed_on, execution_time, success)"
                        + " VALUES (9, '99', 'later', 'SQL', 'V99__later.sql', 1, '', '2030-01-01 00:00:00.000', 1, 1)",
                "PRAGMA user_version = 1");
        assertThatThrownBy(this::open).satisfies(Expect.problem(AppProblem.DATABASE_NEWER));
    }

    @Test
    void refusesSqliteLibrariesThatCanCorruptTheLog() {
        SqliteLibrary.requireSafe("3.51.3");
        SqliteLibrary.requireSafe("3.54.1");
        assertThatThrownBy(() -> SqliteLibrary.requireSafe("3.51.2"))
                .satisfies(Expect.problem(AppProblem.DATABASE_LIBRARY_OLD));
        assertThatThrownBy(() -> SqliteLibrary.requireSafe("3.7.17"))
                .satisfies(Expect.problem(AppProblem.DATABASE_LIBRARY_OLD));
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws Exception {
        Files.write(file(), "this is not a database".repeat(100).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        byte[] before = Files.readAllBytes(file());
        assertThatThrownBy(this::open).isInstanceOf(dev.cairn.app.domain.ProblemException.class);
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }

    private SqliteDatabase open() {
        return SqliteDatabase.open(file(), folder.resolve("native"), new InventoryEvents());
    }

    private Path file() {
        return folder.resolve("cairn.db");
    }

    private List<String> names() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    private void run(String... statements) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            statement.execute("PRAGMA journal_mode = DELETE");
        }
    }
}
