package dev.cairn.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.fleet.LastSeen;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.NodeState;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.domain.telemetry.LogQuery;
import dev.cairn.app.played.PlayedArtifacts;
import dev.cairn.app.usecase.fleet.NewSite;
import dev.cairn.app.usecase.sync.NodeSyncResult;
import dev.cairn.app.usecase.sync.ReflashRequest;
import dev.cairn.app.usecase.sync.SyncTimes;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.RecoveryAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReflashTest {
    private static final String MAC = "52:54:00:00:00:01";

    @TempDir
    Path folder;

    private final Map<NodeId, PlayedNode> machines = new HashMap<>();
    private final AtomicReference<Ports> ports = new AtomicReference<>();
    private Cairn cairn;
    private Site site;
    private Release release;

    @BeforeEach
    void open() throws Exception {
        CairnOptions options = CairnOptions.of(folder.resolve("home"))
                .withAgentLayer(new PlayedArtifacts(folder).agentLayer())
                .withTimes(new SyncTimes(
                        Duration.ofMinutes(2), Duration.ofMillis(5), Duration.ofDays(1), Duration.ofSeconds(5)));
        cairn = Opening.open(options, real -> {
            ports.set(real.withLinks(address ->
                    Objects.requireNonNull(machines.get(address.node())).connect()));
            return Objects.requireNonNull(ports.get());
        });
        cairn.initFleet().run("North");
        site = cairn.addSite().run(NewSite.named("Harbour"));
        release = Library.release(cairn, Files.createDirectories(folder.resolve("inputs")));
    }

    @AfterEach
    void close() {
        cairn.close();
    }

    @Test
    void goesThroughTheBootstrapSystemOverABrokenLineToTheNewRelease() {
        PlayedNode machine = heard("n1");
        cairn.assignNode().run(machine.id, site.id(), Role.SERVER, null);
        machine.disk.breaksAfter = 4;
        Node back = reflash(machine, false);
        assertThat(Objects.requireNonNull(back.report()).release())
                .isEqualTo(release.digest().hex());
        assertThat(machine.disk.orders)
                .as("one order, since the node did not restart")
                .singleElement()
                .satisfies(order -> {
                    assertThat(order.action()).isEqualTo(RecoveryAction.WRITE);
                    assertThat(order.wipeData()).isFalse();
                    assertThat(order.number()).isEqualTo(release.number());
                });
        long whole = machine.disk.chunks.values().stream()
                .mapToLong(chunk -> chunk.length)
                .sum();
        assertThat(machine.disk.sentBytes).as("nothing was sent twice").isEqualTo(whole);
        assertThat(cairn.listActivity().latest(10))
                .extracting(entry -> entry.action())
                .contains("node.reflash-begun", "node.reflashed");
    }

    @Test
    void whatDoesNotReadBackIsOrderedAgainAndGivenUpInTheEnd() {
        PlayedNode machine = heard("n1");
        machine.disk.readsBackWrong = 1;
        reflash(machine, false);
        assertThat(machine.disk.orders).hasSize(2);

        PlayedNode worn = heard("n2");
        worn.disk.readsBackWrong = 100;
        assertThatThrownBy(() -> reflash(worn, false))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(NodeProblem.SLOT_READ_BACK_DIFFERS.code()));
    }

    @Test
    void aNodeInItsBootstrapSystemGetsNoOrdersAndSaysWhy() {
        PlayedNode machine = heard("n1");
        cairn.assignNode().run(machine.id, site.id(), Role.SERVER, null);
        Node there = cairn.reflashNode().bootstrap(machine.id).await();
        assertThat(Objects.requireNonNull(there.report()).runsBootstrap()).isTrue();
        NodeSyncResult result = cairn.syncSite()
                .start(List.of(site.id()))
                .await()
                .getFirst()
                .nodes()
                .getFirst();
        assertThat(Objects.requireNonNull(result.problem()).is(AppProblem.NODE_IN_BOOTSTRAP))
                .isTrue();
        assertThat(machine.orders).isEmpty();
        assertThat(machine.acknowledged).isEmpty();
    }

    @Test
    void aMachineThatWasInstalledAnewTakesItsOldPlace() {
        PlayedNode before = heard("before");
        before.mac = MAC;
        cairn.assignNode().run(before.id, site.id(), Role.SERVER, "harbour-7");
        cairn.syncSite().start(List.of(site.id())).await();
        assertThat(cairn.queryLogs().run(LogQuery.newest(10))).hasSize(3);
        before.absent = true;

        PlayedNode after = heard("after");
        after.mac = MAC;
        after.boot = "boot-after";
        PlayedNode stranger = heard("stranger");
        stranger.mac = "52:54:00:00:00:02";
        cairn.hearNewNodes().all();

        assertThat(cairn.listNodes().byId(before.id)).as("it appears once").isEmpty();
        Node again = cairn.listNodes().byId(after.id).orElseThrow();
        assertThat(again.label()).isEqualTo("harbour-7");
        assertThat(again.site()).isEqualTo(site.id());
        assertThat(again.state()).isEqualTo(NodeState.ASSIGNED);
        Node unknown = cairn.listNodes().byId(stranger.id).orElseThrow();
        assertThat(unknown.state()).isEqualTo(NodeState.DISCOVERED);
        assertThat(unknown.facts()).as("unassigned, with facts").isNotNull();

        cairn.syncSite().start(List.of(site.id())).await();
        assertThat(cairn.queryLogs().run(LogQuery.newest(10)))
                .as("what it said before is its own, and what it says now comes to it")
                .hasSize(6)
                .allMatch(line -> line.node().equals(after.id));
    }

    @Test
    void aNodeWhoseDataWasErasedComesBackUnderItsNameWithANewIdentity() {
        PlayedNode machine = heard("n1");
        machine.mac = MAC;
        cairn.assignNode().run(machine.id, site.id(), Role.SERVER, "harbour-7");
        machine.restarted = () -> {
            machine.absent = true;
            PlayedNode again = heard("n2");
            again.mac = MAC;
            again.boot = "boot-again";
            again.runs(release.digest().hex());
        };
        Node back = reflash(machine, true);
        assertThat(machine.disk.orders.getLast().wipeData()).isTrue();
        assertThat(back.id()).isEqualTo(new NodeId("n2"));
        assertThat(back.label()).isEqualTo("harbour-7");
        assertThat(cairn.listNodes().all()).hasSize(1);
    }

    @Test
    void aWipedNodeRestartsFromItsSlotAndTakesItsOldPlace() {
        PlayedNode machine = heard("n1");
        machine.mac = MAC;
        cairn.assignNode().run(machine.id, site.id(), Role.SERVER, "harbour-7");
        machine.silentReboots = true;
        machine.restarted = () -> comesBack(machine, false);
        Node back = cairn.eraseNode().wipe(machine.id).await();
        assertThat(machine.disk.orders)
                .singleElement()
                .satisfies(order -> assertThat(order.action()).isEqualTo(RecoveryAction.WIPE));
        assertThat(back.id()).isEqualTo(new NodeId("n2"));
        assertThat(back.label()).isEqualTo("harbour-7");
        assertThat(Objects.requireNonNull(back.report()).runsBootstrap()).isFalse();
        assertThat(cairn.listActivity().latest(10))
                .extracting(entry -> entry.action())
                .contains("node.wipe-begun", "node.wiped");
    }

    @Test
    void aNodeThatStartsOverWaitsInItsBootstrapSystemUnderItsName() {
        PlayedNode machine = heard("n1");
        machine.mac = MAC;
        cairn.assignNode().run(machine.id, site.id(), Role.SERVER, "harbour-7");
        machine.disk.startedOver = () -> comesBack(machine, true);
        Node back = cairn.eraseNode().startOver(machine.id).await();
        assertThat(machine.disk.orders)
                .singleElement()
                .satisfies(order -> assertThat(order.action()).isEqualTo(RecoveryAction.START_OVER));
        assertThat(back.label()).isEqualTo("harbour-7");
        assertThat(Objects.requireNonNull(back.report()).runsBootstrap()).isTrue();
        assertThat(cairn.listNodes().all()).hasSize(1);
    }

    @Test
    void aNodeOfNoSiteIsErasedAndNotAwaited() {
        PlayedNode machine = heard("n1");
        assertThat(cairn.eraseNode().wipe(machine.id).await().id()).isEqualTo(machine.id);
        assertThat(machine.disk.orders).hasSize(1);
    }

    private void comesBack(PlayedNode machine, boolean bootstrap) {
        machine.absent = true;
        PlayedNode again = heard("n2");
        again.mac = MAC;
        if (bootstrap) {
            again.bootstrap();
        }
        again.boot = "boot-again";
    }

    private Node reflash(PlayedNode machine, boolean wipe) {
        return cairn.reflashNode()
                .start(new ReflashRequest(machine.id, release, null, wipe))
                .await();
    }

    private PlayedNode heard(String id) {
        PlayedNode machine = new PlayedNode(id, cairn.initFleet().required().publicKey());
        machines.put(machine.id, machine);
        LastSeen seen = new LastSeen(Instant.now(), LastSeen.Source.BEACON, "127.0.0.1:7022", "me");
        Objects.requireNonNull(ports.get()).nodes().save(Node.discovered(machine.id, "SHA256:x", seen));
        return machine;
    }
}
