package dev.cairn.app.adapter.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plain JDBC in fewer words. Stateless. */
final class Rows {
    private Rows() {}

    /** Makes a value of the current row. */
    interface Mapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    static <T> List<T> all(Connection connection, Mapper<T> mapper, String sql, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(mapper.map(rows));
                }
            }
            return found;
        }
    }

    static <T> Optional<T> first(Connection connection, Mapper<T> mapper, String sql, @Nullable Object... values)
            throws SQLException {
        return all(connection, mapper, sql, values).stream().findFirst();
    }

    /** Runs a change and answers how many rows it touched. */
    static int change(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    /** Binds values; times become ms since 1970, everything that is no number becomes text. */
    static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            switch (value) {
                case null -> statement.setObject(i + 1, null);
                case Instant time -> statement.setLong(i + 1, time.toEpochMilli());
                case Boolean flag -> statement.setLong(i + 1, flag ? 1 : 0);
                case Double number -> statement.setDouble(i + 1, number);
                case Number number -> statement.setLong(i + 1, number.longValue());
                default -> statement.setString(i + 1, value.toString());
            }
        }
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    static @Nullable String textOrNull(ResultSet row, String column) throws SQLException {
        return row.getString(column);
    }
}
