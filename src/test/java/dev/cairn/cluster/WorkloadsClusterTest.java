package dev.cairn.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The laptop's look at a cluster of two nodes, with the kubeconfig that its server wrote, below a stand-in k3s with real etcd. */
@Tag("slow")
final class WorkloadsClusterTest {
    private static final Duration GENEROUS = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final NodeLan lan = new NodeLan();

    @AfterEach
    void close() {
        lan.close();
    }

    @Test
    void tellsWhatRunsAndWhatDoesNotWhenANodeIsLost() throws IOException {
        DrivenNode server = new DrivenNode(lan, 1, folder);
        DrivenNode agent = new DrivenNode(lan, 2, folder);
        server.done("first");
        server.await("standing", "done FIRST_SERVER ready");
        agent.done("agent " + server.address());
        agent.await("standing", "done AGENT ready");
        server.kubectl("create deployment till --image=till --replicas=2");
        Awaitility.await()
                .atMost(GENEROUS)
                .untilAsserted(() -> assertThat(look(server))
                        .containsExactly("node node-1 ready", "node node-2 ready", "Deployment default/till 2/2"));

        agent.cutPower();
        Awaitility.await()
                .atMost(GENEROUS)
                .untilAsserted(() -> assertThat(look(server))
                        .containsExactly(
                                "node node-1 ready",
                                "node node-2 silent",
                                "Deployment default/till 1/2",
                                "pod NotReady on node-2"));
    }

    private List<String> look(DrivenNode server) {
        String output = Run.now(NodeLan.in(
                lan.namespace(server.number()),
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LookProcess.class.getName(),
                server.root().resolve("etc/rancher/k3s/k3s.yaml").toString()));
        return List.of(output.strip().split("\n"));
    }
}
