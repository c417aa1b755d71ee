package dev.cairn.agent.k3s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.agent.kubernetes.Commands;
import dev.cairn.agent.update.Evacuation.Leaving;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the evacuation asks kubectl and does upon its answers; that pods move is shown by the system tests. */
class K3sEvacuationTest {
    @TempDir
    Path root;

    private final List<String> asked = new ArrayList<>();
    private K3sFiles files = new K3sFiles(Path.of("/nowhere"));
    private String places = "a|True||\nb|True||\n";
    private String pods = "";
    private String refusal = "";
    private boolean silent;
    private boolean running = true;
    private long now;

    @BeforeEach
    void anAgentNamedB() throws IOException {
        files = InstalledK3s.below(root);
        Files.createDirectories(files.config().getParent());
        Files.writeString(files.config(), "# cairn: agent\nnode-name: \"b\"\n");
    }

    @Test
    void closesTheNodeAndEvictsWhatIsMadeAnewElsewhereAndNothingElse() throws IOException {
        pods =
                "shop|till-1|ReplicaSet|Running|\nshop|db-0|StatefulSet|Running|\nkube-system|svclb-x|DaemonSet|Running|\n"
                        + "shop|bare|" + "|Running|\nshop|static|Node|Running|\nshop|once|Job|Succeeded|\n";
        K3sEvacuation evacuation = evacuation();
        assertThat(evacuation.leave()).isEqualTo(new Leaving.Underway("shop/till-1 and 1 more have not left yet"));
        assertThat(asked)
                .anyMatch(line -> line.contains("patch node b") && line.contains("\"unschedulable\":true"))
                .filteredOn(line -> line.contains("eviction"))
                .hasSize(2)
                .allMatch(line -> line.contains("--kubeconfig="))
                .anyMatch(line -> line.contains("/api/v1/namespaces/shop/pods/till-1/eviction"))
                .anyMatch(line -> line.contains("/api/v1/namespaces/shop/pods/db-0/eviction"));
        assertThat(files.rolling().resolve("eviction.json"))
                .hasContent("{\"apiVersion\":\"policy/v1\",\"kind\":\"Eviction\",\"metadata\":{\"name\":\"db-0\","
                        + "\"namespace\":\"shop\"}}");

        asked.clear();
        places = "a|True||\nb|True|true|update\n";
        pods = "shop|till-1|ReplicaSet|Running|2026-11-26T10:00:00Z\nkube-system|svclb-x|DaemonSet|Running|\n";
        assertThat(evacuation.leave()).isEqualTo(new Leaving.Underway("shop/till-1 has not left yet"));
        assertThat(asked).noneMatch(line -> line.contains("eviction") || line.contains("patch"));

        pods = "kube-system|svclb-x|DaemonSet|Running|\n";
        assertThat(evacuation.leave()).isEqualTo(new Leaving.Gone());
    }

    @Test
    void wherePodsHaveNowhereToGoTheyStay() {
        pods = "shop|till-1|ReplicaSet|Running|\n";
        for (String alone : List.of("b|True||\n", "a|Unknown||\nb|True||\n", "a|True|true|\nb|True||\n")) {
            places = alone;
            assertThat(evacuation().leave()).as(alone).isEqualTo(new Leaving.Gone());
        }
        running = false;
        places = "a|True||\nb|True||\n";
        assertThat(evacuation().leave()).isEqualTo(new Leaving.Gone());
        assertThat(asked).noneMatch(line -> line.contains("patch") || line.contains("eviction"));
    }

    @Test
    void aBudgetThatStaysInTheWayIsNamedAfterTenMinutes() {
        pods = "shop|till-1|ReplicaSet|Running|\n";
        refusal =
                "Error from server (TooManyRequests): Cannot evict pod as it would violate the pod's disruption budget.";
        K3sEvacuation evacuation = evacuation();
        assertThat(evacuation.leave()).isInstanceOf(Leaving.Underway.class);
        now += Duration.ofMinutes(10).toMillis();
        assertThat(evacuation.leave()).isInstanceOf(Leaving.Underway.class);
        now++;
        assertThat(evacuation.leave())
                .isInstanceOfSatisfying(
                        Leaving.Refused.class,
                        refused -> assertThat(refused.reason())
                                .startsWith("shop/till-1 has not left yet")
                                .contains("disruption budget"));
        assertThat(evacuation.leave()).as("the next update begins anew").isInstanceOf(Leaving.Underway.class);
    }

    @Test
    void aKubernetesThatAnswersNothingIsWaitedForToo() {
        silent = true;
        K3sEvacuation evacuation = evacuation();
        assertThat(evacuation.leave())
                .isInstanceOfSatisfying(
                        Leaving.Underway.class,
                        underway -> assertThat(underway.what()).startsWith("Kubernetes does not answer"));
        assertThat(evacuation.comeBack()).as("asked again later").isFalse();
        now += Duration.ofHours(1).toMillis();
        silent = false;
        assertThat(evacuation.leave()).isEqualTo(new Leaving.Gone());
    }

    @Test
    void opensOnlyWhatAnUpdateHasClosed() {
        places = "a|True||\nb|True|true|\n";
        assertThat(evacuation().comeBack()).isTrue();
        assertThat(asked).as("a technician closed it").noneMatch(line -> line.contains("patch"));
        places = "a|True|true|update\nb|True|true|update\n";
        assertThat(evacuation().comeBack()).isTrue();
        assertThat(asked)
                .filteredOn(line -> line.contains("patch"))
                .singleElement()
                .asString()
                .contains("patch node b", "\"unschedulable\":null", "\"cairn.dev/away\":null");
    }

    private K3sEvacuation evacuation() {
        return new K3sEvacuation(files, this::run, () -> now);
    }

    private Commands.Result run(Duration limit, String... command) {
        String line = String.join(" ", command);
        asked.add(line);
        if (line.contains("is-active")) {
            return new Commands.Result(running ? 0 : 3, running ? "active" : "inactive");
        }
        if (silent) {
            return new Commands.Result(1, "The connection to the server was refused");
        }
        if (line.contains("eviction") && !refusal.isEmpty()) {
            return new Commands.Result(1, refusal);
        }
        if (line.contains("get nodes")) {
            return new Commands.Result(0, places);
        }
        return new Commands.Result(0, line.contains("get pods") ? pods : "");
    }
}
