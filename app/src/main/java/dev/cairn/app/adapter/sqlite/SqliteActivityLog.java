package dev.cairn.app.adapter.sqlite;

import dev.cairn.app.domain.Identifiers;
import dev.cairn.app.domain.Topic;
import dev.cairn.app.domain.activity.ActivityEntry;
import dev.cairn.app.domain.activity.ActivityLog;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The activity log in SQLite; its entries share the transaction of whoever adds them. */
public final class SqliteActivityLog implements ActivityLog {
    private final SqliteDatabase database;
    private final Identifiers identifiers;
    private final InstantSource clock;
    private final String who;

    public SqliteActivityLog(SqliteDatabase database, Identifiers identifiers, InstantSource clock, String who) {
        this.database = database;
        this.identifiers = identifiers;
        this.clock = clock;
        this.who = who;
    }

    @Override
    public void add(String action, String subject, Object... details) {
        Map<String, String> named = new TreeMap<>();
        for (int i = 0; i + 1 < details.length; i += 2) {
            named.put(details[i].toString(), details[i + 1].toString());
        }
        database.change(
                Topic.ACTIVITY,
                on -> Rows.change(
                        on,
                        "INSERT INTO activity (id, at_ms, who, action, subject, details) VALUES (?, ?, ?, ?, ?, ?)",
                        identifiers.next(),
                        clock.instant(),
                        who,
                        action,
                        subject,
                        Documents.write(named)));
    }

    @Override
    public List<ActivityEntry> latest(int limit) {
        return database.read(on -> Rows.all(
                on,
                row -> new ActivityEntry(
                        row.getString("id"),
                        Rows.time(row, "at_ms"),
                        row.getString("who"),
                        row.getString("action"),
                        row.getString("subject"),
                        Documents.map(row.getString("details"))),
                "SELECT * FROM activity ORDER BY at_ms DESC, id DESC LIMIT ?",
                limit));
    }
}
