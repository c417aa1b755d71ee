package dev.cairn.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.activity.ActivityEntry;
import dev.cairn.app.domain.fleet.LastSeen;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.RestoreReport;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.fleet.SnapshotReport;
import dev.cairn.app.domain.link.NodeLinks;
import dev.cairn.app.played.PlayedArtifacts;
import dev.cairn.app.usecase.fleet.NewSite;
import dev.cairn.app.usecase.sync.SyncTimes;
import dev.cairn.protocol.ClusterRestore;
import dev.cairn.protocol.Order;
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

/** What the laptop orders, whom, in which order, and what it hears of the outcome. */
final class RestoreSiteTest {
    private static final String SNAPSHOT = "cairn-update-v1-order-3-n1-1700000000";

    @TempDir
    Path folder;

    private final Map<NodeId, PlayedNode> machines = new HashMap<>();
    private final AtomicReference<Ports> ports = new AtomicReference<>();
    private Cairn cairn;
    private Site site;
    private PlayedNode first;
    private PlayedNode second;

    @BeforeEach
    void open() throws Exception {
        NodeLinks links =
                address -> Objects.requireNonNull(machines.get(address.node())).connect();
        CairnOptions options = CairnOptions.of(folder.resolve("home"))
                .withAgentLayer(new PlayedArtifacts(folder).agentLayer())
                .withTimes(new SyncTimes(
                        Duration.ofMinutes(2),
                        Duration.ofMillis(5),
                        Duration.ofDays(1),
                        Duration.ofSeconds(5),
                        Duration.ofMillis(40),
                        Duration.ofSeconds(2)));
        cairn = Opening.open(options, real -> {
            ports.set(real.withLinks(links));
            return real.withLinks(links);
        });
        cairn.initFleet().run("North");
        site = cairn.addSite().run(NewSite.named("Harbour"));
        first = node("n1");
        second = node("n2");
        first.snapshots.add(new SnapshotReport(SNAPSHOT, Instant.EPOCH, 1_000));
        cairn.syncSite().start(List.of(site.id())).await();
    }

    @AfterEach
    void close() {
        cairn.close();
    }

    @Test
    void theServerHearsOfItFirstThenTheOthersAndLaterOrdersRepeatIt() {
        RestoreReport done = restore(SNAPSHOT);
        assertThat(done.snapshot()).isEqualTo(SNAPSHOT);
        Order told = first.orders.getLast();
        assertThat(told.restore())
                .isEqualTo(new ClusterRestore(new dev.cairn.protocol.NodeId("n1"), SNAPSHOT, told.sequence()));
        assertThat(second.orders.getLast()).isEqualTo(told);
        assertThat(cairn.listActivity().latest(10))
                .extracting(ActivityEntry::action)
                .contains("site.restore-ordered", "site.restored");

        node("n3");
        cairn.syncSite().start(List.of(site.id())).await();
        Order later = second.orders.getLast();
        assertThat(later.sequence()).isGreaterThan(told.sequence());
        assertThat(later.restore()).as("one that was away learns of it").isEqualTo(told.restore());
        assertThat(Objects.requireNonNull(first.restore).since())
                .as("and it happens once")
                .isEqualTo(told.sequence());
    }

    @Test
    void aServerThatWentBackToWhatItHadSaysWhy() {
        first.restoreFails = "restore.failed: snapshot file integrity check failed";
        assertThatThrownBy(() -> restore(SNAPSHOT)).isInstanceOfSatisfying(ProblemException.class, failed -> {
            assertThat(failed.problem().code()).isEqualTo("restore.failed");
            assertThat(failed.problem().arguments()).containsEntry("reason", "snapshot file integrity check failed");
        });
        assertThat(cairn.listActivity().latest(10))
                .extracting(ActivityEntry::action)
                .contains("site.restore-failed");
    }

    @Test
    void whatCannotBeRestoredIsRefusedBeforeAnythingIsOrdered() {
        int before = first.orders.size();
        assertThatThrownBy(() -> restore("cairn-gone-n1-1"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo("restore.no-snapshot"));
        second.restore = null;
        cairn.syncSite().start(List.of(site.id())).await();
        assertThatThrownBy(() -> restore(SNAPSHOT)).satisfies(Expect.problem(AppProblem.RESTORE_AGENT_OLD));
        assertThat(first.orders).hasSize(before);
        assertThat(second.orders).allMatch(order -> order.restore() == null);
    }

    @Test
    void anOrderThatTheServerRefusesIsTakenBackAndNobodyElseHearsOfIt() {
        first.refusesOrders = true;
        assertThatThrownBy(() -> restore(SNAPSHOT))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo("order.expired"));
        first.refusesOrders = false;
        cairn.syncSite().start(List.of(site.id())).await();
        assertThat(second.orders).allMatch(order -> order.restore() == null);
        assertThat(first.orders).allMatch(order -> order.restore() == null);
    }

    private RestoreReport restore(String snapshot) {
        return cairn.syncSite()
                .restoreSite()
                .start(site, cairn.listNodes().find("n1"), snapshot)
                .await();
    }

    private PlayedNode node(String id) {
        PlayedNode machine = new PlayedNode(id, cairn.initFleet().required().publicKey());
        machines.put(machine.id, machine);
        LastSeen seen = new LastSeen(Instant.EPOCH, LastSeen.Source.BEACON, "127.0.0.1:7022", "me");
        Objects.requireNonNull(ports.get()).nodes().save(Node.discovered(machine.id, "SHA256:x", seen));
        cairn.assignNode().run(machine.id, site.id(), Role.SERVER, null);
        return machine;
    }
}
