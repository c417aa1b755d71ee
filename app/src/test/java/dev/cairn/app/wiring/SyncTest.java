package dev.cairn.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.fleet.LastSeen;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.domain.link.NodeLinks;
import dev.cairn.app.domain.rollout.Rollout;
import dev.cairn.app.domain.rollout.RolloutSite;
import dev.cairn.app.domain.rollout.RolloutState;
import dev.cairn.app.domain.rollout.SiteState;
import dev.cairn.app.domain.telemetry.LogQuery;
import dev.cairn.app.played.PlayedArtifacts;
import dev.cairn.app.usecase.fleet.NewSite;
import dev.cairn.app.usecase.sync.NodeSyncResult;
import dev.cairn.app.usecase.sync.NodeSyncResult.Outcome;
import dev.cairn.app.usecase.sync.RolloutPlan;
import dev.cairn.app.usecase.sync.SiteSyncReport;
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

final class SyncTest {
    @TempDir
    Path folder;

    private final Map<NodeId, PlayedNode> machines = new HashMap<>();
    private Cairn cairn;
    private final AtomicReference<Ports> ports = new AtomicReference<>();
    private Site site;

    @BeforeEach
    void open() throws Exception {
        NodeLinks links =
                address -> Objects.requireNonNull(machines.get(address.node())).connect();
        CairnOptions options = CairnOptions.of(folder.resolve("home"))
                .withAgentLayer(new PlayedArtifacts(folder).agentLayer())
                .withTimes(new dev.cairn.app.usecase.sync.SyncTimes(
                        Duration.ofSeconds(5), Duration.ofMillis(5), Duration.ofDays(1), Duration.ofSeconds(5)));
        cairn = Opening.open(options, real -> {
            ports.set(real.withLinks(links));
            return real.withLinks(links);
        });
        cairn.initFleet().run("North");
        site = cairn.addSite().run(NewSite.named("Harbour"));
    }

    @AfterEach
    void close() {
        cairn.close();
    }

    @Test
    void takesHomeWhatEveryReachableNodeHasAndWaitsForNoOther() {
        PlayedNode one = node("n1", site);
        node("n2", site).absent = true;
        PlayedNode three = node("n3", site);
        List<NodeSyncResult> results = sync().nodes();
        assertThat(results)
                .extracting(NodeSyncResult::outcome)
                .containsExactly(Outcome.SYNCED, Outcome.UNREACHABLE, Outcome.SYNCED);
        assertThat(cairn.queryLogs().run(LogQuery.newest(10))).hasSize(6);
        assertThat(one.acknowledged).containsExactly(3L);
        assertThat(three.orders.getFirst().nodes()).hasSize(3);
        Node heard = cairn.listNodes().find("n1");
        assertThat(heard.facts()).isNotNull();
        assertThat(Objects.requireNonNull(heard.lastSeen()).source()).isEqualTo(LastSeen.Source.SSH);
    }

    @Test
    void aFaultOfTheProgramWithOneNodeDoesNotCostTheOthersTheirVisit() {
        node("n1", site).breaksUs = true;
        PlayedNode two = node("n2", site);
        List<NodeSyncResult> results = sync().nodes();
        assertThat(results).extracting(NodeSyncResult::outcome).containsExactly(Outcome.FAILED, Outcome.SYNCED);
        assertThat(Objects.requireNonNull(results.getFirst().problem()).is(AppProblem.UNEXPECTED))
                .isTrue();
        assertThat(two.acknowledged).containsExactly(3L);
    }

    @Test
    void sendsAnOrderOnlyWhenItSaysSomethingNewAndDrainsOnlyWhatIsNew() {
        PlayedNode one = node("n1", site);
        sync();
        sync();
        assertThat(one.orders).hasSize(1);
        one.records = 5;
        assertThat(sync().nodes().getFirst().logLines()).isEqualTo(2);
        node("n2", site);
        sync();
        assertThat(one.orders).extracting(order -> order.sequence()).containsExactly(1L, 2L);
    }

    @Test
    void updatesOneAfterTheOtherAndHoldsTheRestBackAfterAFall() throws Exception {
        PlayedNode one = node("n1", site);
        PlayedNode two = node("n2", site);
        two.fallsBack = true;
        PlayedNode three = node("n3", site);
        Release release = release();
        cairn.desireRelease().run(site.id(), release);
        SiteSyncReport report = sync();
        assertThat(report.nodes())
                .extracting(NodeSyncResult::outcome)
                .containsExactly(Outcome.COMMITTED, Outcome.ROLLED_BACK, Outcome.HELD_BACK);
        assertThat(report.nodes().getFirst().slotAfter()).isEqualTo("b");
        assertThat(one.chunks.size()).isGreaterThan(20);
        assertThat(three.chunks).isEmpty();
        int sent = two.chunks.size();
        assertThat(sync().nodes().get(1).outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(two.chunks).hasSize(sent);
    }

    @Test
    void rollsOutInWavesAndStopsAtTheWaveThatFails() throws Exception {
        Site second = cairn.addSite().run(NewSite.named("Mill"));
        Site third = cairn.addSite().run(NewSite.named("Pass"));
        node("n1", site);
        node("n2", second).fallsBack = true;
        PlayedNode last = node("n3", third);
        Release release = release();
        Rollout rollout = cairn.startRollout()
                .create(new RolloutPlan(
                        "spring",
                        release.digest(),
                        List.of(List.of(site.id()), List.of(second.id()), List.of(third.id()))));
        Rollout ended = cairn.startRollout().start(rollout.id()).await();
        assertThat(ended.state()).isEqualTo(RolloutState.FAILED);
        assertThat(ended.sites())
                .extracting(RolloutSite::state)
                .containsExactly(SiteState.DONE, SiteState.FAILED, SiteState.WAITING);
        assertThat(last.orders).isEmpty();
    }

    private SiteSyncReport sync() {
        return cairn.syncSite().start(List.of(site.id())).await().getFirst();
    }

    private PlayedNode node(String id, Site at) {
        PlayedNode machine = new PlayedNode(id, cairn.initFleet().required().publicKey());
        machines.put(machine.id, machine);
        LastSeen seen = new LastSeen(Instant.EPOCH, LastSeen.Source.BEACON, "127.0.0.1:7022", "me");
        Objects.requireNonNull(ports.get()).nodes().save(Node.discovered(machine.id, "SHA256:x", seen));
        cairn.assignNode().run(machine.id, at.id(), Role.SERVER, null);
        return machine;
    }

    private Release release() throws Exception {
        Path inputs = java.nio.file.Files.createDirectories(folder.resolve("inputs"));
        return Library.release(cairn, inputs);
    }
}
