package dev.cairn.app.adapter.sqlite;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;

/** Brings a database to the current version with Flyway; skips Flyway, which is slow to start, when it is there already. */
final class SqliteMigrations {
    private static final String[] LOCATIONS = {
        "classpath:dev/cairn/resources/sql/common", "classpath:dev/cairn/resources/sql/sqlite"
    };

    private SqliteMigrations() {}

    static void run(Path file, DataSource source, Connection writer, Consumer<Map<String, String>> vault)
            throws SQLException {
        int before = userVersion(writer);
        SchemaVersion.refuseNewer(file, before);
        if (before == SchemaVersion.CURRENT) {
            return;
        }
        try {
            Flyway flyway = Flyway.configure(SqliteMigrations.class.getClassLoader())
                    .dataSource(source)
                    .locations(LOCATIONS)
                    .validateMigrationNaming(true)
                    .load();
            MigrationVersion applied = flyway.info().current() == null
                    ? MigrationVersion.EMPTY
                    : flyway.info().current().getVersion();
            if (applied.isNewerThan(Integer.toString(SchemaVersion.CURRENT))) {
                throw ProblemException.of(
                        AppProblem.DATABASE_NEWER, "open", file, "found", applied, "known", SchemaVersion.CURRENT);
            }
            moveSecrets(writer, vault);
            flyway.migrate();
        } catch (FlywayException e) {
            throw new ProblemException(
                    Problem.of(AppProblem.DATABASE_FAILED, "migrate", file, "reason", String.valueOf(e.getMessage())),
                    e);
        }
        PlainSecrets.leaveNoTrace(writer);
        try (Statement statement = writer.createStatement()) {
            statement.execute("PRAGMA user_version = " + SchemaVersion.CURRENT);
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    private static void moveSecrets(Connection writer, Consumer<Map<String, String>> vault) throws SQLException {
        Map<String, String> secrets = PlainSecrets.in(writer);
        if (!secrets.isEmpty()) {
            vault.accept(secrets);
        }
    }

    private static int userVersion(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }
}
