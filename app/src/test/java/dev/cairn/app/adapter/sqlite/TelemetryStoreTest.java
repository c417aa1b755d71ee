package dev.cairn.app.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.InventoryEvents;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.telemetry.Gap;
import dev.cairn.app.domain.telemetry.LogEntry;
import dev.cairn.app.domain.telemetry.LogQuery;
import dev.cairn.app.domain.telemetry.TelemetryBatch;
import dev.cairn.app.domain.telemetry.TelemetryCounts;
import dev.cairn.app.domain.telemetry.TelemetrySample;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TelemetryStoreTest {
    private static final NodeId NODE = new NodeId("n1");
    private static final Instant AT = Instant.ofEpochMilli(1_000_000);
    private static final TelemetryBatch BATCH = new TelemetryBatch(
            NODE,
            List.of(
                    new TelemetrySample(NODE, "b", 1, AT, "cpu.percent", 12.5),
                    new TelemetrySample(NODE, "b", 1, AT, "memory.used", 4e9)),
            List.of(
                    new LogEntry(NODE, "b", 2, AT, 3, "k3s", "disk \"sda\" is full"),
                    new LogEntry(NODE, "b", 3, AT.plusSeconds(1), 6, "sshd", "Accepted key")),
            List.of(new Gap(NODE, "b", 4, AT, AT.plusSeconds(9), "quota", 17)),
            List.of(),
            4,
            false);

    @TempDir
    Path folder;

    private SqliteDatabase database;
    private SqliteTelemetryStore store;

    @BeforeEach
    void open() {
        database = SqliteDatabase.open(
                folder.resolve("cairn.db"), folder.resolve("native"), new InventoryEvents(), plain -> {});
        store = new SqliteTelemetryStore(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void storesTheSameRecordsOnlyOnce() {
        store.append(BATCH);
        store.append(BATCH);
        assertThat(store.counts()).isEqualTo(new TelemetryCounts(2, 2, 1));
        assertThat(store.lastSequence(NODE)).isEqualTo(4);
        assertThat(store.series(NODE)).containsExactly("cpu.percent", "memory.used");
        assertThat(store.samples(NODE, "cpu.percent", AT, AT.plusMillis(1)))
                .containsExactly(BATCH.samples().getFirst());
        assertThat(store.samples(NODE, "cpu.percent", AT.plusMillis(1), AT.plusSeconds(1)))
                .isEmpty();
        assertThat(store.gaps(NODE, AT, AT.plusSeconds(1))).isEqualTo(BATCH.gaps());
    }

    @Test
    void findsLogLinesByWordsPriorityAndTime() {
        store.append(BATCH);
        assertThat(store.logs(new LogQuery(NODE, "full disk", 7, null, null, 10)))
                .extracting(LogEntry::unit)
                .containsExactly("k3s");
        assertThat(store.logs(new LogQuery(NODE, "\"sda\" OR", 7, null, null, 10)))
                .isEmpty();
        assertThat(store.logs(new LogQuery(null, "", 4, null, null, 10))).hasSize(1);
        assertThat(store.logs(new LogQuery(null, "acc", 7, AT.plusMillis(1), null, 10)))
                .hasSize(1);
        assertThat(store.logs(LogQuery.newest(10)))
                .extracting(LogEntry::sequence)
                .containsExactly(2L, 3L);
    }
}
