package dev.cairn.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/** Machines on a LAN of their own that form a cluster by themselves; each is switched on by the first question. */
final class FormingSite implements AutoCloseable {
    private static final Duration GENEROUS = Duration.ofMinutes(10);

    private final NodeLan lan = new NodeLan();
    private final List<DrivenNode> nodes = new ArrayList<>();

    FormingSite(Path folder, int size) throws IOException {
        for (int number = 1; number <= size; number++) {
            nodes.add(new DrivenNode(lan, number, folder, FormingProcess.class));
        }
    }

    NodeLan lan() {
        return lan;
    }

    List<DrivenNode> nodes() {
        return nodes;
    }

    /** All but one. */
    List<DrivenNode> without(DrivenNode one) {
        return nodes.stream().filter(node -> node != one).toList();
    }

    List<DrivenNode> servers() {
        return inPhase("server");
    }

    List<DrivenNode> agents() {
        return inPhase("agent");
    }

    void awaitRoles(int servers, int agents) {
        awaitRoles(nodes, servers, agents);
    }

    /** Waits until those of {@code some} that are none of these two are none at all. */
    static void awaitRoles(List<DrivenNode> some, int servers, int agents) {
        Map<String, Integer> wanted = new TreeMap<>(Map.of("server", servers));
        if (agents > 0) {
            wanted.put("agent", agents);
        }
        Awaitility.await().atMost(GENEROUS).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            Map<String, Integer> phases = new TreeMap<>();
            some.forEach(node -> phases.merge(phase(node), 1, Integer::sum));
            assertThat(phases).isEqualTo(wanted);
        });
    }

    /** etcd's own tools, asked at one of these servers from outside, with its certificate. */
    EtcdOutside etcd(DrivenNode server) {
        return new EtcdOutside(lan, server.root());
    }

    /** etcd's own tools, from outside, say that these servers vote and no others, and that they are well. */
    void requireVoters(List<DrivenNode> servers) {
        EtcdOutside outside = etcd(servers.getFirst());
        assertThat(outside.voters(servers.getFirst().address()))
                .containsExactlyInAnyOrderElementsOf(
                        servers.stream().map(DrivenNode::name).toList());
        outside.requireHealthy(servers.stream().map(DrivenNode::address).toArray(String[]::new));
    }

    static String phase(DrivenNode node) {
        return node.ask("status").split(" ")[0];
    }

    @Override
    public void close() {
        lan.close();
    }

    private List<DrivenNode> inPhase(String phase) {
        return nodes.stream().filter(node -> phase(node).equals(phase)).toList();
    }
}
