package dev.cairn.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.protocol.Answers.Drained;
import dev.cairn.protocol.NodeId;
import dev.cairn.protocol.TelemetryPayload;
import dev.cairn.protocol.TelemetryRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final NodeId NODE = new NodeId("n1");
    private static final Spool.Quota SMALL = new Spool.Quota(20_000, 2_000);

    @TempDir
    Path folder;

    @Test
    void keepsRecordsOverRestartsAndGivesEachOneNumber() throws IOException {
        try (Spool spool = open("boot-1")) {
            fill(spool, 10);
        }
        try (Spool spool = open("boot-2")) {
            fill(spool, 5);
            Drained drained = spool.drain(0, 100);
            assertThat(drained.records())
                    .hasSize(15)
                    .extracting(TelemetryRecord::seq)
                    .doesNotHaveDuplicates();
            assertThat(drained.more()).isFalse();
            assertThat(spool.drain(12, 2).records())
                    .extracting(TelemetryRecord::seq)
                    .containsExactly(13L, 14L);
            assertThat(spool.drain(12, 2).more()).isTrue();
        }
    }

    @Test
    void acknowledgedRecordsAreNotLostTwiceAndNumbersNeverComeAgain() throws IOException {
        try (Spool spool = open("boot-1")) {
            fill(spool, 60);
            assertThat(spool.acknowledge(60)).isEqualTo(60);
            assertThat(spool.acknowledge(10)).isEqualTo(60);
            assertThat(spool.acknowledge(9_999)).isEqualTo(60);
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".seg")).toList()) {
                Files.delete(file);
            }
        }
        try (Spool spool = open("boot-2")) {
            fill(spool, 1);
            assertThat(spool.drain(60, 10).records())
                    .extracting(TelemetryRecord::seq)
                    .containsExactly(61L);
        }
    }

    @Test
    void theQuotaEvictsTheOldestAndSaysSo() throws IOException {
        try (Spool spool = open("boot-1")) {
            fill(spool, 500);
            Drained drained = spool.drain(0, 10_000);
            assertThat(spool.status().bytes()).isLessThan(SMALL.bytes() + SMALL.segmentBytes());
            assertThat(spool.status().lostRecords()).isPositive();
            assertEveryNumberIsThereOrInAGap(drained.records(), spool.status().lastSeq());
        }
    }

    @Test
    void aTornLastRecordIsCutOffAndTheRestGoesOn() throws IOException {
        for (int cut = 1; cut < 60; cut += 7) {
            Path here = folder.resolve("torn-" + cut);
            try (Spool spool = open(here, "boot-1")) {
                fill(spool, 3);
            }
            Path segment = segments(here).getLast();
            byte[] bytes = Files.readAllBytes(segment);
            Files.write(segment, Arrays.copyOf(bytes, bytes.length - cut));
            try (Spool spool = open(here, "boot-2")) {
                fill(spool, 1);
                List<TelemetryRecord> records = spool.drain(0, 100).records();
                assertThat(records).hasSize(3);
                assertThat(records.getLast().boot()).isEqualTo("boot-2");
            }
        }
    }

    @Test
    void damageIsQuarantinedCountedAndNeverStopsTheSpool() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            Path here = folder.resolve("damaged-" + round);
            try (Spool spool = open(here, "boot-1")) {
                fill(spool, 60);
            }
            List<Path> segments = segments(here);
            Path hit = segments.get(random.nextInt(segments.size() - 1));
            byte[] bytes = Files.readAllBytes(hit);
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
            Files.write(hit, bytes, StandardOpenOption.TRUNCATE_EXISTING);
            try (Spool spool = open(here, "boot-2")) {
                spool.drain(0, 10_000);
                fill(spool, 1);
                Drained drained = spool.drain(0, 10_000);
                assertThat(spool.status().quarantinedSegments())
                        .as("seed %d", seed)
                        .isEqualTo(1);
                assertEveryNumberIsThereOrInAGap(
                        drained.records(), spool.status().lastSeq());
            }
        }
    }

    @Test
    void aDiskThatTakesNothingIsCountedAndToldLater() throws IOException {
        Path blocked = folder.resolve("blocked");
        Files.writeString(blocked, "a file where the folder should be");
        try (Spool spool = open(blocked, "boot-1")) {
            fill(spool, 4);
            assertThat(spool.status().writable()).isFalse();
            assertThat(spool.status().lostRecords()).isEqualTo(4);
            Files.delete(blocked);
            fill(spool, 1);
            assertThat(spool.status().writable()).isTrue();
            assertThat(spool.drain(0, 10).records())
                    .extracting(TelemetryRecord::payload)
                    .contains(new TelemetryPayload.Gap(1, 4, 4, "unwritable"));
        }
    }

    private static void assertEveryNumberIsThereOrInAGap(List<TelemetryRecord> records, long lastSeq) {
        Set<Long> known = new HashSet<>();
        for (TelemetryRecord record : records) {
            assertThat(known.add(record.seq())).isTrue();
            if (record.payload() instanceof TelemetryPayload.Gap gap) {
                for (long seq = gap.firstSeq(); seq <= gap.lastSeq(); seq++) {
                    known.add(seq);
                }
            }
        }
        for (long seq = 1; seq <= lastSeq; seq++) {
            assertThat(known).contains(seq);
        }
    }

    private static void fill(Spool spool, int count) {
        for (int i = 0; i < count; i++) {
            spool.append(new TelemetryPayload.LogLine(6, "test", "line " + i));
        }
    }

    private static List<Path> segments(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".seg"))
                    .sorted()
                    .toList();
        }
    }

    private Spool open(String boot) {
        return open(folder, boot);
    }

    private static Spool open(Path folder, String boot) {
        return new Spool(folder, NODE, boot, SMALL, InstantSource.system());
    }
}
