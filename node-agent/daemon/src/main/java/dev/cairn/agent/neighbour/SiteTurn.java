package dev.cairn.agent.neighbour;

import dev.cairn.agent.update.Turn;
import dev.cairn.protocol.Beacon;
import dev.cairn.protocol.NodeId;
import dev.cairn.protocol.UpdatePhase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One node of a site after the other, in the order that the order names them, whether a laptop is there or not. A node begins once every node before
 * it is heard to run the release for good: one that fell back, or is silent, holds up those behind it until a laptop gives them their turn. A node that
 * neighbours are fetching chunks from lets them finish. Thread-safe.
 */
public final class SiteTurn implements Turn {
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(60);
    /** A node that starts is silent for a while. */
    private static final Duration UPDATING_WITHIN = Duration.ofMinutes(10);

    private static final Duration STILL_FETCHING = Duration.ofSeconds(4);
    private static final Duration MOST_PATIENCE = Duration.ofMinutes(10);

    private final NodeId own;
    private final Supplier<Optional<List<NodeId>>> ordered;
    private final Neighbours neighbours;
    private final Predicate<Duration> served;
    private final InstantSource clock;
    private volatile String given = "";
    private @Nullable Instant patientSince;

    /**
     * The turn of one node.
     *
     * @param ordered tells all nodes of the site in their order
     * @param served whether a neighbour was given a chunk within this time
     */
    public SiteTurn(
            NodeId own,
            Supplier<Optional<List<NodeId>>> ordered,
            Neighbours neighbours,
            Predicate<Duration> served,
            InstantSource clock) {
        this.own = own;
        this.ordered = ordered;
        this.neighbours = neighbours;
        this.served = served;
        this.clock = clock;
    }

    /** A laptop says that it is this node's turn to take this bundle. */
    public void give(String bundleDigest) {
        given = bundleDigest;
    }

    @Override
    public boolean hasCome(String bundleDigest, String releaseDigest) {
        List<NodeId> nodes = ordered.get().orElse(List.of());
        if (nodes.size() < 2) {
            return true;
        }
        Map<NodeId, Beacon> heard = neighbours.ofThisSite(HEARD_WITHIN).stream()
                .collect(Collectors.toMap(node -> node.beacon().node(), Neighbour::beacon));
        boolean ours = given.equals(bundleDigest) || (isNext(nodes, heard, releaseDigest) && nobodyIsUpdating());
        return ours && !letsOthersFinish(heard);
    }

    private boolean isNext(List<NodeId> nodes, Map<NodeId, Beacon> heard, String release) {
        Function<NodeId, @Nullable Beacon> beacon = heard::get;
        return nodes.stream()
                .takeWhile(node -> !node.equals(own))
                .map(beacon)
                .allMatch(node -> node != null && node.runsForGood(release));
    }

    private boolean nobodyIsUpdating() {
        return neighbours.ofThisSite(UPDATING_WITHIN).stream()
                .map(node -> node.beacon().update())
                .filter(Objects::nonNull)
                .allMatch(phase -> phase == UpdatePhase.TRANSFER);
    }

    private synchronized boolean letsOthersFinish(Map<NodeId, Beacon> heard) {
        boolean fetching = served.test(STILL_FETCHING)
                && heard.values().stream().anyMatch(node -> node.update() == UpdatePhase.TRANSFER);
        if (!fetching) {
            patientSince = null;
            return false;
        }
        Instant now = clock.instant();
        Instant since = patientSince == null ? now : patientSince;
        patientSince = since;
        return now.isBefore(since.plus(MOST_PATIENCE));
    }
}
