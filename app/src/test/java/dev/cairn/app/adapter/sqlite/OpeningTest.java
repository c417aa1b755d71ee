package dev.cairn.app.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.InventoryEvents;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.wiring.Expect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
                        + " VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 1, '', '2030-01-01 00:00:00.000', 1, 1)",
                "PRAGMA user_version = 1");
        assertThatThrownBy(this::open).satisfies(Expect.problem(AppProblem.DATABASE_NEWER));
    }

    @Test
    void knowsTheNewestMigration() throws Exception {
        int newest = 0;
        for (String part : List.of("common", "sqlite")) {
            try (Stream<Path> scripts = Files.list(Path.of("..", "resources", "sql", part))) {
                newest = Math.max(
                        newest,
                        scripts.mapToInt(script -> Integer.parseInt(
                                        script.getFileName().toString().replaceAll("^V(\\d+)__.*", "$1")))
                                .max()
                                .orElse(0));
            }
        }
        assertThat(SchemaVersion.CURRENT).isEqualTo(newest);
    }

    @Test
    void handsSecretsOfAnOlderInventoryOverAndKeepsNoTraceOfThem() throws Exception {
        String secret = "c2VjcmV0IHRoYXQgbXVzdCBub3QgYmUgaGVyZSBhbnkgbW9yZSE=";
        older(secret);
        assertThat(Files.readString(file(), StandardCharsets.ISO_8859_1)).contains(secret);
        Map<String, String> vault = new HashMap<>();
        open(vault::putAll).close();
        assertThat(vault).containsExactly(Map.entry("b1", secret));
        for (String name : names()) {
            if (Files.isRegularFile(Path.of(name))) {
                assertThat(Files.readString(Path.of(name), StandardCharsets.ISO_8859_1))
                        .as(name)
                        .doesNotContain(secret);
            }
        }
        vault.clear();
        open(vault::putAll).close();
        assertThat(vault).isEmpty();
    }

    @Test
    void keepsSecretsOfAnOlderInventoryUntilTheVaultHasThem() throws Exception {
        older("c2VjcmV0");
        assertThatThrownBy(() -> open(plain -> {
                    throw ProblemException.of(AppProblem.VAULT_LOCKED, "keep secret", "vault");
                }))
                .satisfies(Expect.problem(AppProblem.VAULT_LOCKED));
        Map<String, String> vault = new HashMap<>();
        open(vault::putAll).close();
        assertThat(vault).containsExactly(Map.entry("b1", "c2VjcmV0"));
    }

    /** An inventory as version 6 left it. */
    private void older(String secret) throws Exception {
        open().close();
        run(
                "ALTER TABLE batches ADD COLUMN enrolment_secret TEXT NOT NULL DEFAULT ''",
                "INSERT INTO batches (id, created_ms, enrolment_secret) VALUES ('b1', 1, '" + secret + "')",
                "DROP TABLE release_floors",
                "DROP TABLE node_updates",
                "DROP TABLE trial_logs",
                "DROP TABLE workload_looks",
                "DROP TABLE cluster_events",
                "DELETE FROM flyway_schema_history WHERE version IN ('7', '8', '9', '10', '11', '12')",
                "PRAGMA user_version = 2");
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
        Files.write(file(), "this is not a database".repeat(100).getBytes(StandardCharsets.UTF_8));
        byte[] before = Files.readAllBytes(file());
        assertThatThrownBy(this::open).isInstanceOf(ProblemException.class);
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }

    private SqliteDatabase open() {
        return open(plain -> {});
    }

    private SqliteDatabase open(Consumer<Map<String, String>> vault) {
        return SqliteDatabase.open(file(), folder.resolve("native"), new InventoryEvents(), vault);
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
