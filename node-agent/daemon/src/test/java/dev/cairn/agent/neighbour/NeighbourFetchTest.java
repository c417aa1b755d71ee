package dev.cairn.agent.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cairn.agent.fixture.Laptop;
import dev.cairn.agent.fixture.TestBundles;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.protocol.Answers;
import dev.cairn.protocol.Beacon;
import dev.cairn.protocol.NodeStatus;
import dev.cairn.protocol.UpdatePhase;
import dev.cairn.protocol.UpdateStatus;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole agents of one site pass chunks to each other. */
@Tag("slow")
class NeighbourFetchTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @Test
    void whatOneNodeWasSentAllHaveAndOneBeginsToUpdate() throws Exception {
        try (TestSite site = new TestSite(folder, 3)) {
            SlotBundle next = TestBundles.build(folder.resolve("v2"), "2.0.0", "kernel", TestBundles.GOOD_K3S, 6 << 20);
            site.order(next);
            // The last one in the order gets it, so nobody's turn comes before all have it.
            long sent = site.laptop.push(site.address(2), next);
            for (int node = 0; node < 2; node++) {
                int asked = node;
                await().atMost(LIMIT).ignoreExceptions().until(() -> isComplete(site.status(asked), next));
            }
            Map<String, Long> first = received(site.status(1));
            assertThat(first).doesNotContainKey(UpdateStatus.LAPTOP);
            assertThat(first.values().stream().mapToLong(Long::longValue).sum())
                    .as("each chunk came once")
                    .isEqualTo(sent + next.manifestBytes().length);
            await().atMost(LIMIT).until(() -> !site.restarts().isEmpty());
            assertThat(site.restarts()).containsExactly(0);
            assertThat(site.status(1).update().phase()).isEqualTo(UpdatePhase.TRANSFER);
            assertThat(site.status(2).update().phase()).isEqualTo(UpdatePhase.TRANSFER);
        }
    }

    @Test
    void whatTheRunningSlotHoldsIsOfferedToNodesOfTheSiteAndToNobodyElse() throws Exception {
        try (TestSite site = new TestSite(folder, 1)) {
            site.laptop
                    .run(
                            site.address(0),
                            "order",
                            site.laptop.sealed(site.laptop.order(site.status(0).node(), null, 5)))
                    .as(Answers.OrderAccepted.class);
            KeyPair visitor =
                    SecurityUtils.getKeyPairGenerator(SecurityUtils.ED25519).generateKeyPair();
            assertThatThrownBy(() -> site.laptop.run(site.address(0), "node", visitor, "chunks get", new byte[32]))
                    .isInstanceOf(SshException.class);
            Neighbour node = site.neighbour(0);
            assertThatThrownBy(() -> NeighbourLink.open(node, visitor)).isInstanceOf(SshException.class);

            site.announce(0, visitor);
            await().atMost(LIMIT)
                    .ignoreExceptions()
                    .untilAsserted(() -> NeighbourLink.open(node, visitor).close());
            Map<String, byte[]> all = new HashMap<>(Laptop.chunks(site.first));
            all.put(site.first.digest(), site.first.manifestBytes());
            List<String> wanted = new ArrayList<>(all.keySet());
            wanted.add("0".repeat(64));
            Map<String, byte[]> got = new HashMap<>();
            try (NeighbourLink link = NeighbourLink.open(node, visitor)) {
                link.get(wanted, frame -> {
                    got.put(frame.sha256(), frame.data());
                    return true;
                });
            }
            assertThat(got).containsExactlyInAnyOrderEntriesOf(all);
            assertThat(site.laptop
                            .run(site.address(0), "node", visitor, "status", new byte[0])
                            .exit())
                    .isEqualTo(1);
        }
    }

    @Test
    void aHostKeyThatIsNotTheBeaconsIsNotTalkedTo() throws Exception {
        try (TestSite site = new TestSite(folder, 1)) {
            Neighbour node = site.neighbour(0);
            Beacon told = node.beacon();
            Beacon forged = new Beacon(
                    told.node(),
                    told.site(),
                    told.role(),
                    told.state(),
                    told.sshPort(),
                    "A".repeat(43),
                    told.bootId(),
                    told.counter(),
                    told.release(),
                    told.update(),
                    told.order());
            assertThatThrownBy(() -> NeighbourLink.open(
                            new Neighbour(forged, node.address(), node.heardAt()), site.laptop.login))
                    .isInstanceOf(SshException.class)
                    .hasMessageContaining("Server key");
        }
    }

    private static boolean isComplete(NodeStatus status, SlotBundle bundle) {
        UpdateStatus update = status.update();
        return bundle.digest().equals(update.bundleDigest())
                && update.bytesTotal() > 0
                && update.bytesDone() == update.bytesTotal();
    }

    private static Map<String, Long> received(NodeStatus status) {
        return Objects.requireNonNull(status.update().receivedFrom());
    }
}
