package dev.cairn.app.adapter.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** The enrolment secrets that inventories before version 7 held in the open. */
final class PlainSecrets {
    private PlainSecrets() {}

    /** Base64 by batch; empty when this inventory has none. */
    static Map<String, String> in(Connection connection) throws SQLException {
        Map<String, String> found = new LinkedHashMap<>();
        boolean held = !Rows.all(
                        connection,
                        row -> row.getString(1),
                        "SELECT name FROM pragma_table_info('batches') WHERE name = 'enrolment_secret'")
                .isEmpty();
        if (held) {
            Rows.all(
                    connection,
                    row -> found.put(row.getString(1), row.getString(2)),
                    "SELECT id, enrolment_secret FROM batches");
        }
        return found;
    }

    /** Writes the whole file anew, so that nothing that was deleted stands in its free pages; the log is to be emptied afterwards. */
    static void leaveNoTrace(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("VACUUM");
        }
    }
}
