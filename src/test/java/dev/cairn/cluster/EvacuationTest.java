package dev.cairn.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes of one cluster give their pods away one after the other, as before an update, with the production code below a stand-in k3s. */
@Tag("slow")
final class EvacuationTest {
    @TempDir
    Path folder;

    private final NodeLan lan = new NodeLan();

    @AfterEach
    void close() {
        lan.close();
    }

    @Test
    void podsMoveBeforeEachNodeGoesAwayAndABudgetKeepsTheServiceUp() throws IOException {
        DrivenNode server = new DrivenNode(lan, 1, folder);
        DrivenNode agent = new DrivenNode(lan, 2, folder);
        server.done("first");
        server.await("standing", "done FIRST_SERVER ready");
        agent.done("agent " + server.address());
        agent.await("standing", "done AGENT ready");
        assertThat(server.kubectl("create deployment till --image=till --replicas=2"))
                .contains("created");
        assertThat(server.kubectl("create poddisruptionbudget till --selector=app=till --min-available=1"))
                .contains("created");
        awaitPods(server, 2, 1, 1);
        assertThat(server.kubectl("run bare --node=node-2")).contains("created");

        agent.await("leave", "done gone");
        awaitPods(server, 2, 2, 0);
        assertThat(pods(server, "node-2")).as("nobody would make it anew").containsExactly("bare");
        agent.cutPower();
        agent.done("agent " + server.address());
        agent.await("standing", "done AGENT ready");
        agent.await("come-back", "done true");

        server.await("leave", "done gone");
        awaitPods(server, 2, 0, 2);
        server.await("come-back", "done true");
    }

    private void awaitPods(DrivenNode server, int all, int onFirst, int onSecond) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(List.of(
                                tills(pods(server, "")), tills(pods(server, "node-1")), tills(pods(server, "node-2"))))
                        .containsExactly((long) all, (long) onFirst, (long) onSecond));
    }

    private static long tills(List<String> pods) {
        return pods.stream().filter(pod -> pod.startsWith("till-")).count();
    }

    private List<String> pods(DrivenNode server, String node) {
        String selector = node.isEmpty() ? "" : " --field-selector=spec.nodeName=" + node;
        List<String> names = new ArrayList<>();
        for (String line :
                server.kubectl("get pods --all-namespaces" + selector).split("\n")) {
            if (line.contains("|")) {
                names.add(line.split("\\|")[1]);
            }
        }
        return names;
    }
}
