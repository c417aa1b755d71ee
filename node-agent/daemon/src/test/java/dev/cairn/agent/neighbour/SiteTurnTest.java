package dev.cairn.agent.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.protocol.Beacon;
import dev.cairn.protocol.NodeId;
import dev.cairn.protocol.NodeState;
import dev.cairn.protocol.SiteId;
import dev.cairn.protocol.UpdatePhase;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SiteTurnTest {
    private static final String OLD = "a".repeat(64);
    private static final String NEW = "b".repeat(64);
    private static final String BUNDLE = "c".repeat(64);
    private static final NodeId ONE = new NodeId("one");
    private static final NodeId TWO = new NodeId("two");
    private static final NodeId THREE = new NodeId("three");

    private final SiteId site = SiteId.random();
    private Instant now = Instant.EPOCH;
    private final Neighbours neighbours = new Neighbours(TWO, () -> Optional.of(site), () -> now);
    private boolean served;
    private List<NodeId> ordered = List.of(ONE, TWO, THREE);
    private final SiteTurn turn =
            new SiteTurn(TWO, () -> Optional.of(ordered), neighbours, within -> served, () -> now);
    private long counter;

    @Test
    void aNodeAloneWaitsForNobody() {
        ordered = List.of(TWO);
        assertThat(comes()).isTrue();
    }

    @Test
    void theSecondWaitsUntilTheFirstRunsTheReleaseForGood() throws Exception {
        hear(ONE, OLD, UpdatePhase.TRANSFER);
        assertThat(comes()).isFalse();
        hear(ONE, NEW, UpdatePhase.TRIAL);
        assertThat(comes()).isFalse();
        hear(ONE, NEW, null);
        assertThat(comes()).isTrue();
    }

    @Test
    void aFirstThatFellBackOrIsSilentHoldsUpTheSecondUntilALaptopGivesTheTurn() throws Exception {
        assertThat(comes()).isFalse();
        hear(ONE, OLD, null);
        assertThat(comes()).isFalse();
        turn.give(OLD);
        assertThat(comes()).as("that was another bundle").isFalse();
        turn.give(BUNDLE);
        assertThat(comes()).isTrue();
    }

    @Test
    void nobodyBeginsWhileAnotherIsUpdatingEvenIfThatOneIsSilentForAWhile() throws Exception {
        hear(ONE, NEW, null);
        hear(THREE, OLD, UpdatePhase.REBOOT);
        assertThat(comes()).isFalse();
        now = now.plus(Duration.ofMinutes(3));
        hear(ONE, NEW, null);
        assertThat(comes()).isFalse();
        hear(THREE, NEW, null);
        assertThat(comes()).isTrue();
    }

    @Test
    void aNodeThatOthersFetchFromLetsThemFinishButNotForEver() throws Exception {
        hear(ONE, NEW, null);
        hear(THREE, OLD, UpdatePhase.TRANSFER);
        served = true;
        assertThat(comes()).isFalse();
        turn.give(BUNDLE);
        assertThat(comes()).isFalse();
        now = now.plus(Duration.ofMinutes(10));
        hear(THREE, OLD, UpdatePhase.TRANSFER);
        assertThat(comes()).isTrue();
        served = false;
        assertThat(comes()).isTrue();
    }

    @Test
    void oldBeaconsAndThoseOfOtherSitesAreNotBelieved() throws Exception {
        hear(ONE, NEW, null);
        neighbours.heard(beacon(ONE, SiteId.random(), OLD, null, "boot-2", 1), address());
        assertThat(comes()).as("it moved away").isFalse();
        neighbours.heard(beacon(ONE, site, NEW, null, "boot-1", 99), address());
        assertThat(comes()).as("replayed from the boot before").isFalse();
        neighbours.heard(beacon(ONE, site, NEW, null, "boot-3", 1), address());
        assertThat(comes()).isTrue();
    }

    private boolean comes() {
        return turn.hasCome(BUNDLE, NEW);
    }

    private void hear(NodeId node, String release, @org.jspecify.annotations.Nullable UpdatePhase phase)
            throws Exception {
        neighbours.heard(beacon(node, site, release, phase, "boot-1", ++counter), address());
    }

    private static Beacon beacon(
            NodeId node,
            SiteId site,
            String release,
            @org.jspecify.annotations.Nullable UpdatePhase phase,
            String boot,
            long counter) {
        return new Beacon(
                node,
                site,
                null,
                NodeState.ACTIVE,
                7022,
                "A".repeat(43),
                boot,
                counter,
                release.substring(0, Beacon.RELEASE_DIGITS),
                phase,
                null);
    }

    private static InetAddress address() throws Exception {
        return InetAddress.getByName("127.0.0.1");
    }
}
