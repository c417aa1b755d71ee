package dev.cairn.agent.formation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.protocol.ClusterNotice;
import dev.cairn.protocol.DiskFitness;
import dev.cairn.protocol.FormationPhase;
import dev.cairn.protocol.NodeId;
import org.junit.jupiter.api.Test;

class NeighbourTableTest {
    private static final NodeId SELF = new NodeId("self");
    private static final NodeId OTHER = new NodeId("other");

    private final NeighbourTable table = new NeighbourTable(SELF, "own-boot");

    @Test
    void lateAndRepeatedNoticesChangeNothing() {
        table.hear(notice(OTHER, "one", 5), "10.0.0.1", 100);
        table.hear(notice(OTHER, "one", 5), "10.0.0.2", 200);
        table.hear(notice(OTHER, "one", 4), "10.0.0.2", 300);
        assertThat(table.all()).singleElement().satisfies(other -> {
            assertThat(other.heardAt()).isEqualTo(100);
            assertThat(other.address()).isEqualTo("10.0.0.1");
        });
    }

    @Test
    void aRebootIsTakenAndWhatIsLateOfTheBootBeforeIsNot() {
        table.hear(notice(OTHER, "one", 50), "10.0.0.1", 100);
        table.hear(notice(OTHER, "two", 1), "10.0.0.1", 200);
        table.hear(notice(OTHER, "one", 51), "10.0.0.1", 300);
        assertThat(table.all()).singleElement().satisfies(other -> {
            assertThat(other.notice().boot()).isEqualTo("two");
            assertThat(other.doubledAt()).isNegative();
        });
    }

    @Test
    void twoMachinesWithOneIdentityAreSeenThoughNeitherIsThisOne() {
        for (int i = 1; i <= 4; i++) {
            table.hear(notice(OTHER, "one", i), "10.0.0.1", i * 100);
            table.hear(notice(OTHER, "two", i), "10.0.0.2", i * 100 + 50);
        }
        assertThat(table.all())
                .singleElement()
                .satisfies(other -> assertThat(other.doubledAt()).isPositive());
    }

    @Test
    void ofTwoThatWereOneTheLivingIsHeardOnceTheOtherIsSilent() {
        table.hear(notice(OTHER, "one", 1), "10.0.0.1", 0);
        table.hear(notice(OTHER, "two", 1), "10.0.0.2", 10);
        for (int i = 2; i <= 80; i++) {
            table.hear(notice(OTHER, "one", i), "10.0.0.1", i * 1_000);
        }
        assertThat(table.all()).singleElement().satisfies(other -> {
            assertThat(other.notice().boot()).isEqualTo("one");
            assertThat(other.heardAt()).isEqualTo(80_000);
        });
    }

    @Test
    void somebodyElseWhoCountsOnAsThisNodeIsNoticedAndItsOwnEchoIsNot() {
        for (int i = 1; i <= 5; i++) {
            table.hear(notice(SELF, "own-boot", i), "10.0.0.1", i);
            table.hear(notice(SELF, "before", 9), "10.0.0.1", i);
        }
        assertThat(table.doubleHeardAt()).isNegative();
        for (int i = 1; i <= 5; i++) {
            table.hear(notice(SELF, "elsewhere", i), "10.0.0.2", i * 10);
        }
        assertThat(table.doubleHeardAt()).isEqualTo(50);
        assertThat(table.all()).isEmpty();
    }

    @Test
    void theTableIsBounded() {
        for (int i = 0; i < 1_000; i++) {
            table.hear(notice(new NodeId("node-" + i), "boot", 1), "10.0.0.1", i);
        }
        assertThat(table.all())
                .hasSize(64)
                .allSatisfy(other -> assertThat(other.heardAt()).isGreaterThan(900));
    }

    private static ClusterNotice notice(NodeId node, String boot, long counter) {
        return new ClusterNotice(
                node,
                "pump",
                null,
                boot,
                counter,
                FormationPhase.SETTLING,
                null,
                false,
                true,
                DiskFitness.GOOD,
                null,
                0,
                null,
                null);
    }
}
