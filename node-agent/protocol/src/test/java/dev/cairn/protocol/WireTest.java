package dev.cairn.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WireTest {
    @Test
    void telemetryPayloadsComeBackAsTheirOwnKind() {
        for (TelemetryPayload payload : List.of(
                new TelemetryPayload.Sample(Map.of("cpu.load1", 0.25)),
                new TelemetryPayload.LogLine(6, "k3s", "started"),
                new TelemetryPayload.Event("update.committed", "1.2.0", Map.of("slot", "b")),
                new TelemetryPayload.Gap(3, 9, 7, "quota"))) {
            TelemetryRecord record = new TelemetryRecord(new NodeId("n1"), "boot", 4, 1_000, payload);
            assertThat(ProtocolJson.read(ProtocolJson.bytes(record), TelemetryRecord.class))
                    .isEqualTo(record);
        }
    }

    @Test
    void chunkFramesComeBackAndACutIsNoticed() throws IOException {
        byte[] data = {1, 2, 3};
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        ChunkFrames.Writer writer = new ChunkFrames.Writer(wire);
        writer.put(Digests.sha256Hex(data), data);
        writer.end();
        ChunkFrames.Reader reader = new ChunkFrames.Reader(new ByteArrayInputStream(wire.toByteArray()));
        assertThat(reader.next()).hasValueSatisfying(frame -> {
            assertThat(frame.data()).isEqualTo(data);
            assertThat(frame.isIntact()).isTrue();
        });
        assertThat(reader.next()).isEmpty();
        ChunkFrames.Reader cut = new ChunkFrames.Reader(new ByteArrayInputStream(wire.toByteArray(), 0, 38));
        assertThatThrownBy(cut::next).isInstanceOf(EOFException.class);
    }

    @Test
    void whatCameOfAFrameThatWasCutIsHandedOnAndItsRestFollows() throws IOException {
        byte[] data = {1, 2, 3, 4, 5};
        String digest = Digests.sha256Hex(data);
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        ChunkFrames.Writer writer = new ChunkFrames.Writer(wire);
        writer.put(digest, data);
        writer.end();
        List<ChunkFrames.Frame> kept = new ArrayList<>();
        ChunkFrames.Reader cut =
                new ChunkFrames.Reader(new ByteArrayInputStream(wire.toByteArray(), 0, 36 + 2), kept::add);
        assertThatThrownBy(cut::next).isInstanceOf(EOFException.class);
        assertThat(kept).singleElement().satisfies(frame -> {
            assertThat(frame.sha256()).isEqualTo(digest);
            assertThat(frame.from()).isZero();
            assertThat(frame.data()).containsExactly(1, 2);
        });

        ByteArrayOutputStream again = new ByteArrayOutputStream();
        ChunkFrames.Writer rest = new ChunkFrames.Writer(again);
        rest.put(digest, data, 2);
        rest.end();
        ChunkFrames.Reader reader = new ChunkFrames.Reader(new ByteArrayInputStream(again.toByteArray()));
        assertThat(reader.next()).hasValueSatisfying(frame -> {
            assertThat(frame.from()).isEqualTo(2);
            assertThat(frame.data()).containsExactly(3, 4, 5);
            assertThat(frame.isIntact()).isFalse();
        });
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void aPaceIsKeptAndWhatWasNotUsedIsNotSavedUp() {
        AtomicLong nanos = new AtomicLong();
        Pace pace = new Pace(1_000, nanos::get);
        assertThat(pace.take(200)).isZero();
        assertThat(pace.take(1_000)).isEqualTo(Duration.ofSeconds(1));
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(pace.take(1_200)).isEqualTo(Duration.ofSeconds(1));
        assertThat(new Pace(0, nanos::get).take(Long.MAX_VALUE)).isZero();
    }

    @Test
    void aFrameOfImpossibleLengthIsRefusedBeforeMemoryIsTaken() {
        byte[] wire = new byte[36];
        wire[32] = 0x7f;
        assertThatThrownBy(() -> new ChunkFrames.Reader(new ByteArrayInputStream(wire)).next())
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void aSeedThatStillNamesKeysIsReadWithoutThem() {
        Seed seed = Seed.of(new FleetId("f1"), FleetKey.generate().publicKey(), "batch-1", new byte[32]);
        String old = new String(ProtocolJson.bytes(seed), StandardCharsets.UTF_8)
                .replace("\"batchId\"", "\"authorizedKeys\":[\"ssh-ed25519 AAAA\"],\"batchId\"");
        assertThat(Seed.read(old.getBytes(StandardCharsets.UTF_8))).isEqualTo(seed);
    }

    @Test
    void aPaddedSeedComesBackAndDoesNotPrintItsSecret() {
        FleetKey key = FleetKey.generate();
        Seed seed = Seed.of(new FleetId("f1"), key.publicKey(), "batch-1", new byte[32]);
        assertThat(seed.toPaddedBytes()).hasSize(Seed.PADDED_BYTES);
        assertThat(Seed.read(seed.toPaddedBytes())).isEqualTo(seed);
        assertThat(seed.toString()).doesNotContain(seed.enrolmentSecret());
        assertThatThrownBy(() -> Seed.read(new byte[100])).isInstanceOf(ProtocolException.class);
    }

    @Test
    void errorsOfANewerNodeKeepTheirCode() {
        ErrorReply reply = new ErrorReply(new ErrorReply.Body("order.too-clever", "order", "x", Map.of()));
        assertThat(reply.toException().problem()).isEqualTo(NodeProblem.UNKNOWN);
        assertThat(reply.toException().arguments()).containsEntry("code", "order.too-clever");
    }

    @Test
    void everyCodeHasItsThreeTextsAndNoTextIsLeftOver() throws IOException {
        Properties texts = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of("../../resources/i18n/problems-node.properties"))) {
            texts.load(in);
        }
        for (NodeProblem problem : NodeProblem.values()) {
            assertThat(texts).containsKeys(problem.code() + ".what", problem.code() + ".why", problem.code() + ".do");
        }
        assertThat(texts).hasSize(NodeProblem.values().length * 3);
    }
}
