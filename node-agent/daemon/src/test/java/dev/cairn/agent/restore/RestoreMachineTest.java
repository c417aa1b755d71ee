package dev.cairn.agent.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.agent.kubernetes.ClusterDriver;
import dev.cairn.agent.kubernetes.ClusterPlace;
import dev.cairn.agent.kubernetes.ClusterRestoring;
import dev.cairn.agent.kubernetes.ClusterSnapshots;
import dev.cairn.agent.kubernetes.Member;
import dev.cairn.agent.kubernetes.MemberList;
import dev.cairn.agent.state.StateFolder;
import dev.cairn.protocol.ClusterRestore;
import dev.cairn.protocol.ClusterSnapshot;
import dev.cairn.protocol.NodeId;
import dev.cairn.protocol.RestorePhase;
import dev.cairn.protocol.SiteId;
import dev.cairn.protocol.SiteKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose database is a word, and power that goes before or after any act on it. */
class RestoreMachineTest {
    private static final NodeId SELF = new NodeId("n1");
    private static final SiteId SITE = new SiteId("site");
    private static final String SNAPSHOT = "cairn-update-v1-order-3-n1-1700000000";

    @TempDir
    Path folder;

    private final List<String> events = new ArrayList<>();
    private final Server server = new Server();
    private @Nullable ClusterRestore ordered = new ClusterRestore(SELF, SNAPSHOT, 7);
    private long now;
    private int run;

    private static final class PowerLost extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** The machine: what is on its disk stays when the power goes. */
    private static final class Server implements ClusterRestoring, ClusterDriver {
        String database = "present";
        String aside = "";
        boolean runs = true;
        boolean becomesReady = true;
        ClusterDriver.Setup setup = Setup.JOINED_SERVER;
        boolean snapshotIsGood = true;
        boolean held;
        boolean dismissed;
        int refusesFor;
        int unreadableFor;
        boolean hasMajority = true;
        int acts;
        int cutAt = Integer.MAX_VALUE;

        /** The power goes at the moment that is counted. */
        private void act() {
            if (++acts == cutAt) {
                runs = false;
                throw new PowerLost();
            }
        }

        @Override
        public void prepareRestore() {
            act();
            aside = "";
            act();
        }

        @Override
        public void restore(ClusterPlace place, String snapshot) throws IOException {
            assertThat(dismissed || !hasMajority)
                    .as("others would go on with what was before")
                    .isTrue();
            act();
            held = true;
            runs = false;
            setup = Setup.FIRST_SERVER;
            act();
            if (aside.isEmpty()) {
                aside = database;
            }
            database = "half";
            act();
            if (!snapshotIsGood) {
                throw new IOException("snapshot file integrity check failed");
            }
            database = snapshot;
            act();
        }

        @Override
        public void takeRestoreBack(ClusterPlace place) {
            act();
            if (!aside.isEmpty()) {
                database = aside;
                aside = "";
            }
            act();
            held = false;
            runs = true;
        }

        @Override
        public boolean dismissOthers() throws IOException {
            act();
            if (unreadableFor > 0) {
                unreadableFor--;
                return false;
            }
            if (refusesFor > 0) {
                refusesFor--;
                throw new IOException("a member is seconds old");
            }
            dismissed = true;
            return true;
        }

        @Override
        public void startRestored(ClusterPlace place) {
            act();
            held = false;
            act();
            runs = true;
        }

        /** The service starts by itself, unless something forbids it. */
        void boot() {
            runs = !held;
            assertThat(held || !database.equals("half"))
                    .as("a server with half a database would found another cluster")
                    .isTrue();
        }

        @Override
        public Standing standing() {
            return new Standing(setup, runs, runs && becomesReady, "not yet");
        }

        @Override
        public void startFirst(ClusterPlace place) {
            throw new AssertionError("formation waits");
        }

        @Override
        public MemberList members() {
            List<String> names = database.equals("present") ? List.of("host-1", "host-2") : List.of("host-1");
            return new MemberList(
                    "c",
                    names.stream()
                            .map(name -> new Member(name, name, true, true))
                            .toList());
        }

        @Override
        public void joinAsServer(ClusterPlace place, String serverAddress) {
            throw new AssertionError("nothing joins while a restore is under way");
        }

        @Override
        public void joinAsAgent(ClusterPlace place, String serverAddress) {
            throw new AssertionError("nothing joins while a restore is under way");
        }

        @Override
        public void forgetServer() {
            throw new AssertionError("the server that restores forgets nothing");
        }

        @Override
        public void removeMember(Member member) {
            throw new AssertionError("nobody is taken out");
        }

        @Override
        public void snapshot(String name) {
            throw new AssertionError("a snapshot now could push out the one that is wanted");
        }
    }

    @Test
    void theClusterRunsFromTheSnapshotAndTheSameOrderDoesNothingMore() throws IOException {
        assertThat(toEnd().status().phase()).isEqualTo(RestorePhase.DONE);
        assertThat(server.database).isEqualTo(SNAPSHOT);
        assertThat(server.aside).as("what ran before stands aside").isEqualTo("present");
        assertThat(events).containsExactly("cluster.restore-begun", "cluster.restore-done");
        server.database = "grown since";
        assertThat(toEnd().status().phase()).isEqualTo(RestorePhase.DONE);
        ordered = new ClusterRestore(SELF, SNAPSHOT, 6);
        toEnd();
        assertThat(server.database).as("nor an older order").isEqualTo("grown since");
        ordered = new ClusterRestore(SELF, SNAPSHOT, 9);
        assertThat(toEnd().status().since()).isEqualTo(9);
        assertThat(server.database).isEqualTo(SNAPSHOT);
    }

    /** Two cuts, at every pair of moments: it always ends at the snapshot. */
    @Test
    void powerCutsAtAnyTwoMomentsEndAtTheSnapshotToo() throws IOException {
        int moments = count();
        assertThat(moments).isGreaterThan(5);
        for (int first = 1; first <= moments; first++) {
            for (int second = 1; second <= moments; second++) {
                Server again = fresh();
                again.cutAt = first;
                RestoreMachine last = toEnd(again, second);
                assertThat(last.status().phase())
                        .as("cuts at %s and %s", first, second)
                        .isEqualTo(RestorePhase.DONE);
                assertThat(again.database).isEqualTo(SNAPSHOT);
                assertThat(again.aside).as("cuts at %s and %s", first, second).isEqualTo("present");
                assertThat(again.runs).isTrue();
            }
        }
    }

    /** A snapshot that etcd does not take costs nothing, whenever the power goes. */
    @Test
    void aSnapshotThatCannotBeReadPutsBackWhatRanBefore() throws IOException {
        for (int cut = 1; cut <= 20; cut++) {
            Server again = fresh();
            again.snapshotIsGood = false;
            again.cutAt = cut;
            RestoreMachine last = toEnd(again, Integer.MAX_VALUE);
            assertThat(last.status().phase()).as("cut at %s", cut).isEqualTo(RestorePhase.FAILED);
            assertThat(last.status().reason()).isEqualTo("restore.failed: snapshot file integrity check failed");
            assertThat(again.database).as("cut at %s", cut).isEqualTo("present");
            assertThat(again.runs).isTrue();
        }
    }

    @Test
    void othersThatCannotBeTakenOutYetAreWaitedForAndNotForEver() throws IOException {
        server.refusesFor = 20;
        assertThat(toEnd().status().phase()).isEqualTo(RestorePhase.DONE);
        Server again = fresh();
        again.refusesFor = 100_000;
        RestoreMachine last = toEnd(again, Integer.MAX_VALUE);
        assertThat(last.status().reason()).isEqualTo("restore.failed: a member is seconds old");
        assertThat(again.database).isEqualTo("present");
        assertThat(again.runs).isTrue();
    }

    @Test
    void aListThatCannotBeReadYetIsWaitedForAndOneThatNobodyCanReadKeepsNothingFromBeingRestored() throws IOException {
        server.unreadableFor = 20;
        assertThat(toEnd().status().phase()).isEqualTo(RestorePhase.DONE);
        assertThat(Duration.ofMillis(now)).as("not for long").isLessThan(Duration.ofMinutes(3));
        Server again = fresh();
        again.unreadableFor = 100_000;
        again.hasMajority = false;
        assertThat(toEnd(again, Integer.MAX_VALUE).status().phase()).isEqualTo(RestorePhase.DONE);
        assertThat(again.dismissed).isFalse();
        assertThat(Duration.ofMillis(now)).isGreaterThan(Duration.ofMinutes(3));
    }

    @Test
    void oneThatDoesNotBecomeReadyIsTakenBackAfterTenMinutes() throws IOException {
        server.becomesReady = false;
        RestoreMachine last = toEnd();
        assertThat(last.status().phase()).isEqualTo(RestorePhase.FAILED);
        assertThat(last.status().reason()).startsWith("restore.failed: it did not become ready");
        assertThat(server.database).isEqualTo("present");
        assertThat(Duration.ofMillis(now)).isGreaterThan(Duration.ofMinutes(10));
    }

    @Test
    void whatCannotBeginIsRefusedByNameAndTouchesNothing() throws IOException {
        ordered = new ClusterRestore(SELF, "cairn-gone-n1-1", 8);
        assertThat(toEnd().status().reason()).isEqualTo("restore.no-snapshot: cairn-gone-n1-1");
        server.setup = ClusterDriver.Setup.AGENT;
        ordered = new ClusterRestore(SELF, SNAPSHOT, 9);
        assertThat(toEnd().status().reason()).isEqualTo("restore.no-server");
        ordered = new ClusterRestore(new NodeId("n2"), SNAPSHOT, 10);
        assertThat(toEnd().status().since()).as("one for another server").isEqualTo(9);
        assertThat(server.acts).isZero();
    }

    private int count() throws IOException {
        Server undisturbed = fresh();
        toEnd(undisturbed, Integer.MAX_VALUE);
        return undisturbed.acts;
    }

    private Server fresh() {
        run++;
        return new Server();
    }

    private RestoreMachine toEnd() throws IOException {
        return toEnd(server, Integer.MAX_VALUE);
    }

    private RestoreMachine toEnd(Server on, int cutAfterwards) throws IOException {
        for (int boot = 0; boot < 10; boot++) {
            RestoreMachine machine = machine(on);
            try {
                int steps = 0;
                while (machine.step()) {
                    now += 1_000;
                    assertThat(++steps).as("steps").isLessThan(2_000);
                }
                return machine;
            } catch (PowerLost cut) {
                on.boot();
                on.acts = 0;
                on.cutAt = boot == 0 ? cutAfterwards : Integer.MAX_VALUE;
            }
        }
        throw new AssertionError("never came to an end");
    }

    private RestoreMachine machine(Server on) {
        ClusterSnapshots snapshots = new ClusterSnapshots() {
            @Override
            public Taking take(String label) {
                throw new AssertionError("a snapshot now could push out the one that is wanted");
            }

            @Override
            public List<ClusterSnapshot> list() {
                return List.of(new ClusterSnapshot(SNAPSHOT, 1, 1));
            }
        };
        return new RestoreMachine(new RestoreMachine.Parts(
                SELF,
                () -> Optional.ofNullable(ordered),
                () -> Optional.of(new ClusterPlace(SITE, "host-1", SiteKeys.of(new byte[32], SITE))),
                on,
                on,
                snapshots,
                new StateFolder(folder.resolve("state-" + run)),
                (kind, text, attributes) -> events.add(kind),
                () -> now,
                () -> Instant.EPOCH));
    }
}
