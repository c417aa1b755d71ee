package dev.cairn.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sites of one, two, three and five nodes form with nobody there, while power is cut at random moments; afterwards a server goes and
 * comes back, and a cable is pulled. How many runs: {@code -Dcairn.cluster.runs=50}.
 */
@Tag("slow")
final class FormationRunsTest {
    private static final Duration GENEROUS = Duration.ofMinutes(10);
    private static final int[] SIZES = {3, 1, 2, 5, 3};
    private static final int USUAL_VOTERS = 3;

    @TempDir
    Path folder;

    @Test
    void sitesOfEverySizeFormWhateverMomentThePowerGoes() throws IOException, InterruptedException {
        long seed = Long.getLong("cairn.seed", System.nanoTime());
        System.out.println("formations with seed " + seed + " (repeat with -Dcairn.seed=" + seed + ")");
        Random random = new Random(seed);
        int runs = Integer.getInteger("cairn.cluster.runs", SIZES.length);
        for (int run = 0; run < runs; run++) {
            int size = SIZES[run % SIZES.length];
            long begun = System.nanoTime();
            try (NodeLan lan = new NodeLan()) {
                Path site = Files.createDirectories(folder.resolve("run-" + run));
                List<DrivenNode> nodes = new ArrayList<>();
                for (int number = 1; number <= size; number++) {
                    nodes.add(new DrivenNode(lan, number, site, FormingProcess.class));
                }
                formWithCuts(nodes, random);
                proveHealing(lan, nodes);
            }
            System.out.printf("run %d: %d nodes in %d s%n", run, size, (System.nanoTime() - begun) / 1_000_000_000);
        }
    }

    /** Every node is switched on; while they form, the power of one after the other goes. */
    private static void formWithCuts(List<DrivenNode> nodes, Random random) throws InterruptedException {
        nodes.forEach(FormationRunsTest::phase);
        for (int cut = 0; cut < nodes.size(); cut++) {
            Thread.sleep(random.nextLong(12_000));
            DrivenNode unlucky = nodes.get(random.nextInt(nodes.size()));
            unlucky.cutPower();
            Thread.sleep(random.nextLong(3_000));
            nodes.forEach(FormationRunsTest::phase);
        }
        long servers = nodes.size() < USUAL_VOTERS ? 1 : USUAL_VOTERS;
        awaitPhases(nodes, servers, nodes.size() - servers);
    }

    private static void proveHealing(NodeLan lan, List<DrivenNode> nodes) {
        List<DrivenNode> servers =
                nodes.stream().filter(node -> phase(node).equals("server")).toList();
        EtcdOutside outside = new EtcdOutside(lan, servers.getFirst().root());
        requireAgreement(outside, servers);
        if (servers.size() < USUAL_VOTERS) {
            return;
        }
        DrivenNode gone = servers.getLast();
        List<DrivenNode> left = servers.subList(0, 2);
        gone.cutPower();
        outside.awaitWritable(left.getFirst().address(), left.getLast().address());
        awaitPhases(nodes, servers.size(), nodes.size() - servers.size());
        List<DrivenNode> now =
                nodes.stream().filter(node -> phase(node).equals("server")).toList();
        requireAgreement(outside, now);

        DrivenNode lonely = now.getLast();
        lan.cut(lonely.number());
        outside.awaitWritable(now.getFirst().address(), now.get(1).address());
        lan.heal(lonely.number());
        awaitPhases(nodes, servers.size(), nodes.size() - servers.size());
        requireAgreement(outside, now);
    }

    /** etcd's own tools, from outside, say what the nodes say. */
    private static void requireAgreement(EtcdOutside outside, List<DrivenNode> servers) {
        assertThat(outside.voters(servers.getFirst().address()))
                .containsExactlyInAnyOrderElementsOf(
                        servers.stream().map(DrivenNode::name).toList());
        outside.requireHealthy(servers.stream().map(DrivenNode::address).toArray(String[]::new));
    }

    private static void awaitPhases(List<DrivenNode> nodes, long servers, long agents) {
        Map<String, Long> wanted = new TreeMap<>();
        wanted.put("server", servers);
        if (agents > 0) {
            wanted.put("agent", agents);
        }
        Awaitility.await().atMost(GENEROUS).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            Map<String, Long> phases = new TreeMap<>();
            nodes.forEach(node -> phases.merge(phase(node), 1L, Long::sum));
            assertThat(phases).isEqualTo(wanted);
        });
    }

    private static String phase(DrivenNode node) {
        return node.ask("status").split(" ")[0];
    }
}
