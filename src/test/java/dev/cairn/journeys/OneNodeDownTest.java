package dev.cairn.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.NodeState;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.fleet.Topology;
import dev.cairn.app.usecase.sync.NodeSyncResult;
import dev.cairn.app.wiring.Cairn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site of which one node is down: others are assigned and the dead one is retired, and those that run learn it. */
final class OneNodeDownTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @Test
    void othersAreAssignedAndTheDeadOneIsRetired() throws Exception {
        try (PreparedFleet fleet = PreparedFleet.make(folder.resolve("fleet"))) {
            Cairn cairn = fleet.cairn();
            cairn.watchNodes().start();
            Site site = cairn.listSites().all().getFirst().site();
            Node dead = joined(fleet, site);
            Node alive = joined(fleet, site);
            sync(cairn, site);
            fleet.cutPower(1);

            Node late = joined(fleet, site);
            Map<String, NodeSyncResult.Outcome> outcomes = sync(cairn, site);
            assertThat(outcomes).containsEntry(dead.label(), NodeSyncResult.Outcome.UNREACHABLE);
            assertThat(outcomes).containsEntry(alive.label(), NodeSyncResult.Outcome.SYNCED);
            assertThat(outcomes).containsEntry(late.label(), NodeSyncResult.Outcome.SYNCED);
            long order = report(cairn, alive).orderSequence();
            assertThat(report(cairn, late).orderSequence()).isEqualTo(order);
            assertThat(report(cairn, dead).orderSequence())
                    .as("it is known as it was")
                    .isLessThan(order);

            cairn.retireNode().run(cairn.listNodes().find(dead.label()));
            assertThat(sync(cairn, site).keySet()).containsExactlyInAnyOrder(alive.label(), late.label());
            assertThat(report(cairn, alive).orderSequence()).isGreaterThan(order);
            assertThat(Topology.of(cairn.listNodes().ofSite(site.id())).members())
                    .extracting(Topology.Member::name)
                    .containsExactlyInAnyOrder(alive.label(), late.label());
            assertThat(cairn.listNodes().find(dead.id().value()).state()).isEqualTo(NodeState.RETIRED);
        }
    }

    @Test
    void aNewMachineTakesThePlaceOfTheDeadOne() throws Exception {
        try (PreparedFleet fleet = PreparedFleet.make(folder.resolve("fleet"))) {
            Cairn cairn = fleet.cairn();
            cairn.watchNodes().start();
            Site site = cairn.listSites().all().getFirst().site();
            Node dead = joined(fleet, site);
            Node alive = joined(fleet, site);
            sync(cairn, site);
            fleet.cutPower(1);
            fleet.switchOn();
            await().atMost(LIMIT).until(() -> !cairn.listNodes().discovered().isEmpty());
            Node spare = cairn.listNodes().discovered().getFirst();
            long before = report(cairn, alive).orderSequence();

            Node late =
                    cairn.replaceNode().run(dead.id(), spare.id(), null, true).replacement();
            assertThat(late.role()).isEqualTo(dead.role());
            Map<String, NodeSyncResult.Outcome> outcomes = sync(cairn, site);
            assertThat(outcomes)
                    .containsOnly(
                            Map.entry(alive.label(), NodeSyncResult.Outcome.SYNCED),
                            Map.entry(late.label(), NodeSyncResult.Outcome.SYNCED));
            assertThat(report(cairn, alive).orderSequence())
                    .as("those that run learn it while the dead one is down")
                    .isGreaterThan(before);
            assertThat(report(cairn, late).orderSequence())
                    .isEqualTo(report(cairn, alive).orderSequence());
            assertThat(cairn.listNodes().find(dead.id().value()).state()).isEqualTo(NodeState.RETIRED);
        }
    }

    /** One more machine, heard and given to the site. */
    private static Node joined(PreparedFleet fleet, Site site) throws Exception {
        Cairn cairn = fleet.cairn();
        fleet.switchOn();
        await().atMost(LIMIT).until(() -> !cairn.listNodes().discovered().isEmpty());
        return cairn.assignNode().run(cairn.listNodes().discovered().getFirst().id(), site.id(), Role.SERVER, null);
    }

    private static Map<String, NodeSyncResult.Outcome> sync(Cairn cairn, Site site) {
        Map<String, NodeSyncResult.Outcome> outcomes = new HashMap<>();
        cairn.syncSite()
                .start(java.util.List.of(site.id()))
                .await()
                .getFirst()
                .nodes()
                .forEach(node -> outcomes.put(node.label(), node.outcome()));
        return outcomes;
    }

    private static NodeReport report(Cairn cairn, Node node) {
        NodeReport report = cairn.listNodes().find(node.id().value()).report();
        assertThat(report).as(node.label()).isNotNull();
        return java.util.Objects.requireNonNull(report);
    }
}
