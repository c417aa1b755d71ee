package dev.cairn.app.damage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.drive.DriveReceipt;
import dev.cairn.protocol.AfterInstall;
import dev.cairn.protocol.FleetId;
import dev.cairn.protocol.FleetKey;
import dev.cairn.protocol.InstallRule;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.NodeRole;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.ProtocolJson;
import dev.cairn.protocol.Seed;
import dev.cairn.protocol.SignedEnvelope;
import dev.cairn.protocol.SiteId;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged seeds and receipts are taken as what they still are, or refused with a problem of the protocol; nothing else comes out. */
final class SeedAndReceiptFuzzTest {
    private static final int RUNS = Integer.getInteger("cairn.fuzz.runs", 20_000) / 4;
    private static final long SEED = Long.getLong("cairn.fuzz.seed", System.nanoTime() & 0xffffffffffL);
    private static final FleetKey KEY = FleetKey.generate();
    private static final Set<NodeProblem> OF_ENVELOPES =
            EnumSet.of(NodeProblem.ORDER_MALFORMED, NodeProblem.ORDER_BAD_SIGNATURE, NodeProblem.ORDER_TOO_LARGE);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDamagedSeedIsRefusedAsMalformedOrStillOne(boolean installer) {
        byte[] good = seed(installer).toPaddedBytes();
        int end = new String(good, java.nio.charset.StandardCharsets.UTF_8)
                .strip()
                .length();
        byte[] text = Arrays.copyOf(good, end);
        int refused = damaged(text, EnumSet.of(NodeProblem.SEED_MALFORMED), bytes -> {
            Seed taken = Seed.read(bytes);
            assertThat(taken.secretBytes()).hasSize(32);
            assertThat(Seed.read(taken.toPaddedBytes())).isEqualTo(taken);
        });
        assertThat(refused).isGreaterThan(RUNS / 2);
    }

    /** As a thief of one receipt would: what is signed cannot be changed. */
    @Test
    void aDamagedReceiptIsNotTheFleets() {
        byte[] payload = ProtocolJson.bytes(receipt());
        byte[] envelope = ProtocolJson.bytes(SignedEnvelope.sign(KEY, payload));
        int refused = damaged(
                envelope,
                OF_ENVELOPES,
                bytes -> assertThat(SignedEnvelope.read(bytes).verifiedPayload(KEY.publicKey()))
                        .isEqualTo(payload));
        assertThat(refused).isGreaterThan(RUNS * 9 / 10);
    }

    /** As another program of the same fleet could: signed, but no receipt. */
    @Test
    void whatTheFleetSignedButIsNoReceiptIsRefusedAsMalformed() {
        byte[] good = ProtocolJson.bytes(receipt());
        int refused = damaged(good, EnumSet.of(NodeProblem.ORDER_MALFORMED), bytes -> {
            DriveReceipt taken = ProtocolJson.readStrict(
                    bytes, DriveReceipt.class, NodeProblem.ORDER_MALFORMED, "receipt", "payload");
            assertThat(taken.format()).isEqualTo(DriveReceipt.FORMAT);
            assertThat(taken.toString()
                            + taken.device().length()
                            + taken.notes().size())
                    .isNotEmpty();
        });
        assertThat(refused).isGreaterThan(RUNS / 3);
    }

    /** Answers how many were refused. */
    private static int damaged(byte[] good, Set<NodeProblem> allowed, Consumer<byte[]> reader) {
        int refused = 0;
        for (int run = 0; run < RUNS; run++) {
            byte[] bad = new Damage(SEED + run).of(good, true);
            try {
                reader.accept(bad);
            } catch (ProtocolException e) {
                assertThat(e.problem()).as("seed %s", SEED + run).isIn(allowed);
                refused++;
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + (SEED + run) + ": " + e, e);
            }
        }
        return refused;
    }

    private static Seed seed(boolean installer) {
        return new Seed(
                Seed.FORMAT,
                new FleetId("fleet-1"),
                KEY.publicKey(),
                "batch-1",
                Base64.getEncoder().encodeToString(new byte[32]),
                new SiteId("site-1"),
                "Käse & Söhne",
                NodeRole.SERVER,
                installer ? null : "node-1",
                installer
                        ? null
                        : new Seed.Network("eth0", "192.0.2.9/24", "192.0.2.1", List.of("192.0.2.2", "2001:db8::1")),
                installer ? new InstallRule("only-internal", 1L << 33, false, 30, AfterInstall.POWER_OFF) : null);
    }

    private static DriveReceipt receipt() {
        String digest = "ab".repeat(32);
        return new DriveReceipt(
                DriveReceipt.FORMAT,
                "fleet-1",
                "write-1",
                digest,
                digest,
                "/dev/sdz",
                "Evo",
                "S1",
                1L << 35,
                "till-1",
                digest,
                7L << 30,
                0,
                true,
                true,
                1_764_000_000_000L,
                1_764_000_100_000L,
                List.of("written twice"));
    }
}
