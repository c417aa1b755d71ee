package dev.cairn.agent.formation;

import dev.cairn.agent.formation.Spans.Condition;
import dev.cairn.agent.kubernetes.ClusterDriver.Setup;
import dev.cairn.agent.kubernetes.MemberList;
import dev.cairn.protocol.ClusterNotice;
import dev.cairn.protocol.DiskFitness;
import dev.cairn.protocol.FormationPhase;
import dev.cairn.protocol.NodeProblem;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a node decides that belongs to a cluster: it never leaves it by itself, and only a majority makes it change its role. */
final class Inside {
    private final FormationTimes times;
    private final Voters voters;

    Inside(FormationTimes times) {
        this.times = times;
        this.voters = new Voters(times);
    }

    Step joining(FormationRecord before, Sight sight, Spans spans) {
        FormationRecord record = learned(before, sight, spans);
        if (isStopped(record)) {
            return Step.rest(record);
        }
        if (sight.standing().setup() == Setup.AGENT && sight.standing().ready()) {
            return Step.rest(record.after(FormationEvent.JOINED, sight.wallMs()));
        }
        return attach(record, sight, spans);
    }

    Step agent(FormationRecord before, Sight sight, Spans spans) {
        FormationRecord record = learned(before, sight, spans);
        if (isStopped(record)) {
            return Step.rest(record);
        }
        if (sight.disk() == DiskFitness.UNKNOWN) {
            return new Step(record, new Action.ProbeDisk());
        }
        Optional<ClusterNotice> grant = grant(record, sight);
        if (grant.isPresent() && sight.standing().ready() && sight.eligible()) {
            if (sight.disk() == DiskFitness.UNFIT) {
                return Step.rest(
                        record.saying(null, "stays an agent: its disk is too slow to hold the cluster's state"));
            }
            return Step.rest(record.after(FormationEvent.GRANTED, sight.wallMs())
                    .grantedBy(grant.get().step()));
        }
        return attach(record, sight, spans);
    }

    Step promoting(FormationRecord before, Sight sight, Spans spans) {
        FormationRecord record = learned(before, sight, spans);
        MemberList members = sight.members();
        boolean voter = members != null
                && members.members().stream()
                        .anyMatch(member -> member.voter() && sight.name().equals(member.nodeName()));
        if (voter && sight.standing().ready()) {
            return Step.rest(record.after(FormationEvent.PROMOTED, sight.wallMs()));
        }
        Optional<ClusterNotice> grant = grant(record, sight);
        if (grant.isPresent()) {
            record = record.grantedBy(Math.max(record.granted(), grant.get().step()));
        }
        String cluster = clusterOf(record);
        boolean withdrawn = grant.isEmpty() && members == null && sight.othersSayNoMember(cluster);
        if (spans.of(Condition.WITHDRAWN, withdrawn, sight.now()).compareTo(times.removed()) >= 0) {
            return Step.rest(record.after(FormationEvent.WITHDRAWN, sight.wallMs()));
        }
        if (isStopped(record)) {
            return Step.rest(record);
        }
        boolean switched = sight.standing().setup() == Setup.JOINED_SERVER;
        Optional<String> address = sight.openServer(cluster);
        if (switched && !sight.standing().running()) {
            return new Step(record, rejoin(record, sight));
        }
        // After a power cut the grant may be over, so it must be heard anew before anything is changed.
        return !switched && grant.isPresent() && address.isPresent()
                ? new Step(record, new Action.JoinAsServer(address.get()))
                : Step.rest(record);
    }

    Step server(FormationRecord before, Sight sight, Spans spans) {
        FormationRecord record = learned(before, sight, spans);
        String cluster = clusterOf(record);
        boolean gone =
                (sight.members() == null && sight.othersSayNoMember(cluster)) || sight.restoredWithoutThis(cluster);
        if (spans.of(Condition.NO_MEMBER, gone, sight.now()).compareTo(times.removed()) >= 0) {
            return Step.rest(record.promoting(null).after(FormationEvent.REMOVED, sight.wallMs()));
        }
        if (!sight.standing().running()) {
            Action start =
                    sight.standing().setup() == Setup.FIRST_SERVER ? new Action.StartFirst() : rejoin(record, sight);
            return new Step(record, start);
        }
        MemberList members = sight.members();
        if (members == null || isStopped(record)) {
            return Step.rest(record);
        }
        return sight.disk() == DiskFitness.UNKNOWN
                ? new Step(record, new Action.ProbeDisk())
                : voters.step(record, sight, spans, members);
    }

    Step demoting(FormationRecord record, Sight sight) {
        Setup setup = sight.standing().setup();
        if (setup == Setup.FIRST_SERVER || setup == Setup.JOINED_SERVER) {
            return new Step(record, new Action.ForgetServer());
        }
        return record.cluster() == null
                ? Step.rest(record.after(FormationEvent.EMPTIED, sight.wallMs()).outsideAnyCluster())
                : Step.rest(record.after(FormationEvent.CLEARED, sight.wallMs()));
    }

    /** Joins, or joins again at another server if the one it knew is not there any more. */
    private Step attach(FormationRecord record, Sight sight, Spans spans) {
        Optional<String> address = sight.openServer(clusterOf(record));
        boolean setUp =
                sight.standing().setup() == Setup.AGENT && sight.standing().running();
        Duration unready = spans.of(Condition.NOT_READY, !sight.standing().ready(), sight.now());
        if (address.isEmpty() || (setUp && unready.compareTo(times.steady().multipliedBy(2)) < 0)) {
            return Step.rest(record);
        }
        spans.restart(Condition.NOT_READY, sight.now());
        return new Step(record, new Action.JoinAsAgent(address.get()));
    }

    /** The record with what was heard of the own cluster, and the alarm that this means. */
    private FormationRecord learned(FormationRecord record, Sight sight, Spans spans) {
        String cluster = clusterOf(record);
        List<String> addresses =
                sight.serverAddresses(cluster).stream().sorted().toList();
        FormationRecord learned = addresses.isEmpty() ? record : record.knowingServers(addresses);
        return withAlarm(learned.knowingStep(sight.step(cluster)), sight, spans);
    }

    private FormationRecord withAlarm(FormationRecord record, Sight sight, Spans spans) {
        Set<String> others = new TreeSet<>(sight.clusters());
        others.remove(record.cluster());
        if (!others.isEmpty()) {
            spans.restart(Condition.OTHER_CLUSTER_ABSENT, sight.now());
            return record.saying(
                    NodeProblem.CLUSTER_TWO, "besides " + record.cluster() + " there is " + String.join(", ", others));
        }
        if (!sight.cloned().isEmpty()) {
            spans.restart(Condition.NO_CLONE, sight.now());
            return record.saying(NodeProblem.CLUSTER_CLONED_NODE, sight.cloned());
        }
        // An alarm that flickers is not read: it ends when its cause was away for long.
        if (record.alarm() == NodeProblem.CLUSTER_TWO
                && spans.of(Condition.OTHER_CLUSTER_ABSENT, true, sight.now()).compareTo(times.cleared()) < 0) {
            return record;
        }
        if (record.alarm() == NodeProblem.CLUSTER_CLONED_NODE
                && spans.of(Condition.NO_CLONE, true, sight.now()).compareTo(times.cleared()) < 0) {
            return record;
        }
        boolean server = record.phase() == FormationPhase.SERVER;
        boolean lost = server ? sight.members() == null : !sight.standing().ready();
        if (spans.of(Condition.NO_QUORUM, lost, sight.now()).compareTo(times.patience()) < 0) {
            return record.saying(null, lost ? sight.standing().reason() : "");
        }
        return server
                ? record.saying(NodeProblem.CLUSTER_QUORUM_LOST, "no majority of the servers answers")
                : record.saying(
                        NodeProblem.CLUSTER_UNREACHABLE, sight.standing().reason());
    }

    /** A server's word that this node may become one; of several the newest. */
    private static Optional<ClusterNotice> grant(FormationRecord record, Sight sight) {
        String tag = ClusterNotice.tag(sight.name());
        return sight.of(clusterOf(record), FormationPhase.SERVER)
                .map(Neighbour::notice)
                .filter(notice -> tag.equals(notice.promoted()))
                .max((one, other) -> Long.compare(one.step(), other.step()));
    }

    /** Starts a server that has joined before; any address will do, since it knows its cluster. */
    private static Action rejoin(FormationRecord record, Sight sight) {
        return Stream.concat(sight.serverAddresses(clusterOf(record)).stream(), record.servers().stream())
                .findFirst()
                .<Action>map(Action.JoinAsServer::new)
                .orElse(new Action.Rest());
    }

    private static boolean isStopped(FormationRecord record) {
        return record.alarm() == NodeProblem.CLUSTER_CLONED_NODE;
    }

    private static String clusterOf(FormationRecord record) {
        return Objects.requireNonNull(record.cluster(), "a node inside knows its cluster");
    }
}
