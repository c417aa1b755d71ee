package dev.cairn.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site of three servers goes back to a snapshot of one of them, with real etcd below a stand-in k3s; etcd's own etcdctl judges from outside. */
@Tag("slow")
final class RestoreClusterTest {
    private static final Duration GENEROUS = Duration.ofMinutes(8);

    @TempDir
    Path folder;

    private FormingSite site;
    private List<DrivenNode> nodes;

    @BeforeEach
    void plug() throws IOException {
        site = new FormingSite(folder, 3);
        nodes = site.nodes();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void threeServersGoBackToASnapshotWhateverMomentThePowerGoesAndAgreeAgain() throws Exception {
        long seed = Long.getLong("cairn.seed", System.nanoTime());
        System.out.println("restore with seed " + seed + " (repeat with -Dcairn.seed=" + seed + ")");
        Random random = new Random(seed);
        awaitThreeVoters();
        DrivenNode chosen = nodes.get(random.nextInt(3));
        EtcdOutside outside = site.etcd(chosen);
        outside.put(chosen.address(), "kept");
        assertThat(chosen.ask("keep")).startsWith("Taken");
        String snapshot = chosen.ask("kept");
        outside.put(chosen.address(), "lost");
        String[] before = voters(outside, chosen);

        for (DrivenNode node : nodes) {
            Files.writeString(node.root().resolve("restore"), "7 " + chosen.name() + " " + snapshot);
        }
        for (int cut = 0; cut < 2; cut++) {
            chosen.ask("status");
            Thread.sleep(random.nextLong(6_000));
            chosen.cutPower();
        }
        Awaitility.await()
                .atMost(GENEROUS)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(
                        () -> assertThat(chosen.ask("restore")).as(chosen.log()).startsWith("done"));
        awaitThreeVoters();
        for (DrivenNode node : nodes) {
            assertThat(outside.get(node.address())).as(node.name()).isEqualTo("kept");
            assertThat(outside.voters(node.address())).containsExactlyInAnyOrder(before);
        }
        outside.requireHealthy(nodes.stream().map(DrivenNode::address).toArray(String[]::new));
        assertThat(chosen.root().resolve("var/lib/rancher/k3s/server/db")).satisfies(db -> {
            try (var all = Files.list(db)) {
                assertThat(all.filter(path -> path.getFileName().toString().startsWith("etcd-old-")))
                        .as("what ran before is kept aside, and no more than that")
                        .hasSizeBetween(1, 3);
            }
        });

        outside.put(chosen.address(), "after");
        chosen.cutPower();
        awaitThreeVoters();
        assertThat(outside.get(chosen.address()))
                .as("the same order restores nothing again")
                .isEqualTo("after");
    }

    private static String[] voters(EtcdOutside outside, DrivenNode node) {
        return outside.voters(node.address()).toArray(String[]::new);
    }

    private void awaitThreeVoters() {
        Awaitility.await().atMost(GENEROUS).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            // Each is asked before one is judged: the first question switches a node on.
            List<String> said = nodes.stream()
                    .map(node -> node.ask("status").replaceFirst(" cluster[.].*", ""))
                    .toList();
            assertThat(said).hasSize(3).allMatch("server node-1,node-2,node-3"::equals);
        });
    }
}
