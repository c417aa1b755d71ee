package dev.cairn.agent.formation;

import dev.cairn.agent.kubernetes.ClusterDriver.Standing;
import dev.cairn.agent.kubernetes.ClusterPlace;
import dev.cairn.agent.kubernetes.MemberList;
import dev.cairn.protocol.ClusterNotice;
import dev.cairn.protocol.DiskFitness;
import dev.cairn.protocol.FormationPhase;
import dev.cairn.protocol.NodeId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that a decision is made from, besides the record. Immutable.
 *
 * @param now ms of a clock that only goes forward
 * @param wallMs ms since 1970: for people only
 * @param place null while the node knows no site or has no Kubernetes
 * @param eligible whether it may become a server at all
 * @param mostVoters how many servers the profile asks for: 1, 3 or 5
 * @param ordered null without an order that names servers
 * @param heard those nodes of the site that were heard lately
 * @param cloned why somebody else seems to be this node, empty if nobody does
 * @param members null unless this node is a server and a majority confirmed the list now
 * @param restoredBy the server whose database counts since the cluster went back to a snapshot of it; null if it never did
 * @param newId what a new cluster would be called
 */
record Sight(
        long now,
        long wallMs,
        NodeId self,
        @Nullable ClusterPlace place,
        boolean eligible,
        int mostVoters,
        @Nullable OrderedServers ordered,
        List<Neighbour> heard,
        String cloned,
        Standing standing,
        @Nullable MemberList members,
        DiskFitness disk,
        @Nullable NodeId restoredBy,
        String newId) {
    String name() {
        return place == null ? "" : place.nodeName();
    }

    /** Ids of the clusters that others belong to. */
    Set<String> clusters() {
        return heard.stream()
                .map(Neighbour::notice)
                .filter(notice -> notice.phase().isInside() && notice.cluster() != null)
                .map(ClusterNotice::cluster)
                .collect(Collectors.toSet());
    }

    /** Others of a cluster, in a phase. */
    Stream<Neighbour> of(String cluster, FormationPhase phase) {
        return heard.stream()
                .filter(other -> cluster.equals(other.notice().cluster())
                        && other.notice().phase() == phase);
    }

    /** Where servers of a cluster answer; those that work come first. */
    List<String> serverAddresses(String cluster) {
        return of(cluster, FormationPhase.SERVER)
                .sorted(Comparator.comparing((Neighbour other) -> other.notice().members() == null)
                        .thenComparing(other -> !other.notice().working())
                        .thenComparing(other -> other.notice().name()))
                .map(Neighbour::address)
                .distinct()
                .toList();
    }

    /** A server that can take somebody in. */
    Optional<String> openServer(String cluster) {
        return of(cluster, FormationPhase.SERVER)
                .filter(other -> other.notice().working() && other.notice().members() != null)
                .min(Comparator.comparing((Neighbour other) -> !isRestored(other))
                        .thenComparing(other -> other.notice().name()))
                .map(Neighbour::address);
    }

    /** Whether servers tell who is a member, and none of them names this node. */
    boolean othersSayNoMember(String cluster) {
        String tag = ClusterNotice.tag(name());
        List<List<String>> lists = of(cluster, FormationPhase.SERVER)
                .map(other -> other.notice().members())
                .filter(list -> list != null)
                .map(list -> (List<String>) list)
                .toList();
        return !lists.isEmpty() && lists.stream().noneMatch(list -> list.contains(tag));
    }

    /**
     * Whether the server that an order made go back to a snapshot tells a list which a majority confirmed and this node is not in. Others may still confirm the list from before
     * among themselves, but the order says whose counts.
     */
    boolean restoredWithoutThis(String cluster) {
        String tag = ClusterNotice.tag(name());
        return of(cluster, FormationPhase.SERVER)
                .filter(this::isRestored)
                .map(other -> other.notice().members())
                .anyMatch(list -> list != null && !list.contains(tag));
    }

    private boolean isRestored(Neighbour other) {
        return other.notice().node().equals(restoredBy);
    }

    /** The newest step that servers of a cluster tell. */
    long step(String cluster) {
        return of(cluster, FormationPhase.SERVER)
                .mapToLong(other -> other.notice().step())
                .max()
                .orElse(0);
    }
}
