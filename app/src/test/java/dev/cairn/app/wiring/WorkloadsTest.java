package dev.cairn.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.fleet.LastSeen;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.kubernetes.ClusterContents;
import dev.cairn.app.domain.kubernetes.ClusterNode;
import dev.cairn.app.domain.kubernetes.PodTrouble;
import dev.cairn.app.domain.kubernetes.Workload;
import dev.cairn.app.domain.kubernetes.WorkloadKind;
import dev.cairn.app.domain.kubernetes.WorkloadsLook;
import dev.cairn.app.domain.link.NodeLinks;
import dev.cairn.app.usecase.fleet.NewSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is asked for a site's workloads, and what is kept of the answer. */
final class WorkloadsTest {
    private static final ClusterContents CONTENTS = new ClusterContents(
            List.of(new Workload(WorkloadKind.DEPLOYMENT, "shop", "till", 3, 2)),
            List.of(new PodTrouble("shop", "till-1", "harbour-1", "CrashLoopBackOff", "", 4)),
            List.of(new ClusterNode("harbour-1", true, "", true, "v1.34.1+k3s1")));

    @TempDir
    Path folder;

    private final Map<NodeId, PlayedNode> machines = new HashMap<>();
    private final AtomicReference<Ports> ports = new AtomicReference<>();
    private final Map<String, AppProblem> faults = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private Cairn cairn;
    private Site site;

    @BeforeEach
    void open() {
        cairn = opened();
        cairn.initFleet().run("North");
        site = cairn.addSite().run(NewSite.named("Harbour"));
    }

    @AfterEach
    void close() {
        cairn.close();
    }

    @Test
    void theFirstServerWhoseApiAnswersTellsAndTheLookIsKept() {
        server("n1").absent = true;
        server("n2");
        server("n3").kubeconfig = "of n3";
        server("n4").kubeconfig = "of n4";
        faults.put("harbour-3", AppProblem.KUBERNETES_UNAVAILABLE);
        WorkloadsLook look = cairn.listWorkloads().look("Harbour");
        assertThat(asked).containsExactly("harbour-3 of n3", "harbour-4 of n4");
        assertThat(look.through()).isEqualTo("harbour-4");
        assertThat(look.contents()).isEqualTo(CONTENTS);
        cairn.close();
        cairn = opened();
        assertThat(cairn.listWorkloads().last(site.id()))
                .map(WorkloadsLook::contents)
                .contains(CONTENTS);
    }

    @Test
    void aLookThatFailsLeavesTheOneBefore() {
        assertThat(cairn.listWorkloads().last(site.id())).isEmpty();
        assertThatThrownBy(() -> cairn.listWorkloads().look("Harbour"))
                .satisfies(Expect.problem(AppProblem.SITE_NEVER_REACHED));
        PlayedNode one = server("n1");
        one.kubeconfig = "of n1";
        WorkloadsLook look = cairn.listWorkloads().look("Harbour");
        one.absent = true;
        assertThatThrownBy(() -> cairn.listWorkloads().look("Harbour"))
                .satisfies(Expect.problem(AppProblem.NODE_UNREACHABLE));
        assertThat(cairn.listWorkloads().last(site.id()))
                .contains(new WorkloadsLook(
                        Instant.ofEpochMilli(look.at().toEpochMilli()), look.through(), look.observer(), CONTENTS));
    }

    @Test
    void whatOneServerRefusesIsNotAskedOfTheOthers() {
        server("n1").kubeconfig = "of n1";
        server("n2").kubeconfig = "of n2";
        faults.put("harbour-1", AppProblem.KUBERNETES_REFUSED);
        assertThatThrownBy(() -> cairn.listWorkloads().look("Harbour"))
                .satisfies(Expect.problem(AppProblem.KUBERNETES_REFUSED));
        assertThat(asked).containsExactly("harbour-1 of n1");
    }

    @Test
    void theKeyToTheClusterIsWrittenNowhere() throws IOException {
        server("n1").kubeconfig = "key-to-the-cluster";
        cairn.listWorkloads().look("Harbour");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("key-to-the-cluster");
            }
        }
    }

    @Test
    void aWayThatIsLeftOpenLosesItsKeyWithTheApp() {
        server("n1").kubeconfig = "    server: https://127.0.0.1:6443\n";
        Path key = cairn.reachKubernetes().open("Harbour", 0, null).kubeconfig();
        assertThat(key).exists();
        cairn.close();
        assertThat(key).doesNotExist();
    }

    private Cairn opened() {
        NodeLinks links =
                address -> Objects.requireNonNull(machines.get(address.node())).connect();
        return Opening.open(CairnOptions.of(folder.resolve("home")), real -> {
            Ports played = real.withLinks(links, (node, kubeconfig, port) -> {
                asked.add(node + " " + kubeconfig);
                AppProblem fault = faults.get(node);
                if (fault != null) {
                    throw ProblemException.of(fault, "workloads", node, "reason", "played");
                }
                return CONTENTS;
            });
            ports.set(played);
            return played;
        });
    }

    private PlayedNode server(String id) {
        PlayedNode machine = new PlayedNode(id, cairn.initFleet().required().publicKey());
        machines.put(machine.id, machine);
        LastSeen seen = new LastSeen(Instant.EPOCH, LastSeen.Source.BEACON, "127.0.0.1:7022", "me");
        Objects.requireNonNull(ports.get()).nodes().save(Node.discovered(machine.id, "SHA256:x", seen));
        cairn.assignNode().run(machine.id, site.id(), Role.SERVER, null);
        return machine;
    }
}
