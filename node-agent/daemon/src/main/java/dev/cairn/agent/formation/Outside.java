package dev.cairn.agent.formation;

import dev.cairn.agent.formation.Spans.Condition;
import dev.cairn.agent.kubernetes.ClusterDriver.Setup;
import dev.cairn.protocol.ClusterNotice;
import dev.cairn.protocol.DiskFitness;
import dev.cairn.protocol.FormationPhase;
import dev.cairn.protocol.NodeProblem;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a node decides that is in no cluster: to join the one it hears, or, if it heard none for long enough and its claim stood, to
 * make one.
 */
final class Outside {
    /** Of two that would be first: the one an order names, then the one with the better disk, then the lower id. */
    private static final Comparator<ClusterNotice> RANK = Comparator.comparing(
                    (ClusterNotice one) -> !ClusterNotice.tag(one.name()).equals(one.promoted()))
            .thenComparing(one -> one.disk() != DiskFitness.GOOD)
            .thenComparing(ClusterNotice::node);

    private final FormationTimes times;

    Outside(FormationTimes times) {
        this.times = times;
    }

    Step waiting(FormationRecord record, Sight sight) {
        if (sight.place() == null) {
            return Step.rest(record);
        }
        return switch (sight.standing().setup()) {
            case NONE -> enter(record, FormationEvent.PLACED, sight);
            // An agent that knew nothing of formation made this cluster, by order of a laptop.
            case FIRST_SERVER ->
                Step.rest(record.after(FormationEvent.ADOPTED, sight.wallMs()).inCluster(sight.newId(), sight.name()));
            case JOINED_SERVER, AGENT ->
                Step.rest(record.saying(
                        NodeProblem.CLUSTER_NOT_FORMING, "is set up for a cluster, but does not know which any more"));
        };
    }

    Step settling(FormationRecord record, Sight sight, Spans spans) {
        Optional<Step> elsewhere = clusterHeard(record, sight, spans);
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        if (sight.disk() == DiskFitness.UNKNOWN) {
            return new Step(record.saying(record.alarm(), "measures the disk"), new Action.ProbeDisk());
        }
        Duration inPhase = spans.of(Condition.IN_PHASE, true, sight.now());
        boolean late = inPhase.compareTo(times.patience().multipliedBy(3)) >= 0;
        NodeProblem alarm = late ? NodeProblem.CLUSTER_NOT_FORMING : null;
        if (claims(sight, FormationPhase.SEEDING).findAny().isPresent()) {
            return Step.rest(record.saying(alarm, "waits for the cluster that another node makes"));
        }
        OrderedServers ordered = sight.ordered();
        if (ordered != null) {
            return ordered.seed().equals(sight.name())
                    ? enter(record, FormationEvent.SETTLED, sight)
                    : Step.rest(record.saying(alarm, "waits for " + ordered.seed() + ", the ordered first server"));
        }
        if (!sight.eligible()) {
            return Step.rest(record.saying(alarm, "waits for a server"));
        }
        if (sight.disk() == DiskFitness.UNFIT) {
            return Step.rest(
                    record.saying(late ? NodeProblem.CLUSTER_DISK_UNFIT : null, "its disk is too slow to be first"));
        }
        if (claims(sight, FormationPhase.CLAIMING).findAny().isPresent()) {
            return Step.rest(record.saying(alarm, "waits for another node's claim"));
        }
        Duration window = sight.disk() == DiskFitness.GOOD
                ? times.settle()
                : times.settle().multipliedBy(2);
        return inPhase.compareTo(window) < 0
                ? Step.rest(record.saying(null, "listens whether the site has a cluster"))
                : enter(record, FormationEvent.SETTLED, sight);
    }

    Step claiming(FormationRecord record, Sight sight, Spans spans, ClusterNotice own) {
        Optional<Step> elsewhere = clusterHeard(record, sight, spans);
        if (elsewhere.isPresent()) {
            FormationRecord seen = elsewhere.get().record();
            return seen.phase() == FormationPhase.CLAIMING
                    ? enter(record, FormationEvent.OUTRANKED, sight)
                    : elsewhere.get();
        }
        OrderedServers ordered = sight.ordered();
        boolean otherOrdered = ordered != null && !ordered.seed().equals(sight.name());
        boolean outranked = claims(sight, FormationPhase.SEEDING).findAny().isPresent()
                || claims(sight, FormationPhase.CLAIMING).anyMatch(other -> RANK.compare(other, own) < 0);
        if (otherOrdered || outranked) {
            return enter(record, FormationEvent.OUTRANKED, sight);
        }
        return spans.of(Condition.IN_PHASE, true, sight.now()).compareTo(times.claim()) < 0
                ? Step.rest(record.saying(null, "would be the first server"))
                : Step.rest(record.after(FormationEvent.CHOSEN, sight.wallMs()).inCluster(sight.newId(), sight.name()));
    }

    Step seeding(FormationRecord record, Sight sight, Spans spans, ClusterNotice own) {
        if (!sight.cloned().isEmpty()) {
            return Step.rest(record.saying(NodeProblem.CLUSTER_CLONED_NODE, sight.cloned()));
        }
        boolean otherGoesFirst = claims(sight, FormationPhase.SEEDING).anyMatch(other -> RANK.compare(other, own) < 0);
        if (!sight.clusters().isEmpty() || otherGoesFirst) {
            return Step.rest(
                    record.after(FormationEvent.ABANDONED, sight.wallMs()).outsideAnyCluster());
        }
        // After a power cut others may have made a cluster meanwhile.
        if (spans.sinceStart(sight.now()).compareTo(times.claim()) < 0) {
            return Step.rest(record.saying(null, "listens before it goes on"));
        }
        if (sight.standing().setup() == Setup.FIRST_SERVER && sight.standing().ready()) {
            return enter(record, FormationEvent.SEEDED, sight);
        }
        boolean late = spans.of(Condition.IN_PHASE, true, sight.now())
                        .compareTo(times.patience().multipliedBy(3))
                >= 0;
        FormationRecord said = record.saying(late ? NodeProblem.CLUSTER_NOT_FORMING : null, "makes the cluster");
        boolean under = sight.standing().setup() == Setup.FIRST_SERVER
                && sight.standing().running();
        return under ? Step.rest(said) : new Step(said, new Action.StartFirst());
    }

    Step held(FormationRecord record, Sight sight, Spans spans) {
        boolean calm = sight.cloned().isEmpty() && sight.clusters().size() < 2;
        return spans.of(Condition.QUIET, calm, sight.now()).compareTo(times.cleared()) < 0
                ? Step.rest(record)
                : enter(record, FormationEvent.RELEASED, sight);
    }

    /** What a heard cluster, or somebody who seems to be this node, means to one outside. */
    private Optional<Step> clusterHeard(FormationRecord record, Sight sight, Spans spans) {
        if (!sight.cloned().isEmpty()) {
            return Optional.of(Step.rest(record.after(FormationEvent.STOPPED, sight.wallMs())
                    .saying(NodeProblem.CLUSTER_CLONED_NODE, sight.cloned())));
        }
        Set<String> clusters = sight.clusters();
        if (clusters.size() > 1) {
            return Optional.of(Step.rest(record.after(FormationEvent.STOPPED, sight.wallMs())
                    .saying(
                            NodeProblem.CLUSTER_TWO,
                            String.join(", ", clusters.stream().sorted().toList()))));
        }
        boolean heard = !clusters.isEmpty();
        boolean late = spans.of(Condition.CLUSTER_UNHEARD, heard, sight.now()).compareTo(times.patience()) >= 0;
        if (!heard) {
            return Optional.empty();
        }
        String cluster = clusters.iterator().next();
        if (sight.openServer(cluster).isPresent()) {
            return Optional.of(Step.rest(record.after(FormationEvent.CLUSTER_HEARD, sight.wallMs())
                    .inCluster(cluster, sight.name())
                    .knowingServers(sight.serverAddresses(cluster))));
        }
        return Optional.of(Step.rest(record.saying(
                late ? NodeProblem.CLUSTER_UNREACHABLE : null,
                "hears of cluster " + cluster + ", but no server of it")));
    }

    private static Stream<ClusterNotice> claims(Sight sight, FormationPhase phase) {
        return sight.heard().stream().map(Neighbour::notice).filter(other -> other.phase() == phase);
    }

    private static Step enter(FormationRecord record, FormationEvent event, Sight sight) {
        return Step.rest(record.after(event, sight.wallMs()));
    }
}
