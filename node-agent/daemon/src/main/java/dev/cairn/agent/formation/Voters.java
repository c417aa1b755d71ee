package dev.cairn.agent.formation;

import dev.cairn.agent.formation.Spans.Condition;
import dev.cairn.agent.kubernetes.Member;
import dev.cairn.agent.kubernetes.MemberList;
import dev.cairn.protocol.DiskFitness;
import dev.cairn.protocol.FormationPhase;
import dev.cairn.protocol.NodeProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a server decides about who counts for the quorum, from a member list that a majority confirmed. One change at a time, by one
 * server: the first by name of those that answer.
 */
final class Voters {
    private final FormationTimes times;

    Voters(FormationTimes times) {
        this.times = times;
    }

    Step step(FormationRecord record, Sight sight, Spans spans, MemberList list) {
        if (record.promotes() != null) {
            return underWay(record, sight, spans, list, record.promotes());
        }
        spans.of(Condition.STEP, false, sight.now());
        Duration even = spans.of(Condition.EVEN, list.voters() % 2 == 0, sight.now());
        List<Duration> absences = absences(sight, spans, list);
        if (!decides(sight, list) || anotherStep(record, sight)) {
            return Step.rest(record);
        }
        Optional<Member> stray = list.members().stream()
                .filter(member -> !member.voter() || member.nodeName() == null)
                .findFirst();
        boolean old = spans.of(Condition.STRAY, stray.isPresent(), sight.now()).compareTo(times.patience()) >= 0;
        if (stray.isPresent()) {
            return old && !stray.get().healthy()
                    ? new Step(record, new Action.RemoveMember(stray.get()))
                    : Step.rest(record);
        }
        List<Neighbour> candidates = candidates(record, sight, list);
        Optional<Member> dead = dead(list, absences);
        if (dead.isPresent()) {
            boolean useful = list.voters() % 2 == 0 || !candidates.isEmpty();
            return useful ? new Step(record, new Action.RemoveMember(dead.get())) : Step.rest(record);
        }
        if (!list.isHealthy()) {
            return Step.rest(record);
        }
        return sight.ordered() == null
                ? unattended(record, sight, list, candidates, even)
                : ordered(record, sight, list, candidates, even, sight.ordered());
    }

    /** A promotion ends when the node is a voter that answers, or is taken back when it takes too long. */
    private Step underWay(FormationRecord record, Sight sight, Spans spans, MemberList list, String name) {
        Optional<Member> member = list.members().stream()
                .filter(one -> name.equals(one.nodeName()))
                .findFirst();
        if (member.isPresent() && member.get().voter() && member.get().healthy()) {
            return Step.rest(record.promoting(null));
        }
        Optional<Neighbour> heard = sight.heard().stream()
                .filter(other -> other.notice().name().equals(name))
                .findFirst();
        boolean late = spans.of(Condition.STEP, true, sight.now()).compareTo(times.patience()) >= 0;
        boolean unfit = heard.isPresent() && heard.get().notice().disk() == DiskFitness.UNFIT;
        boolean away = spans.absent(name, heard.isEmpty(), sight.now()).compareTo(times.removed()) >= 0;
        if (member.isEmpty()) {
            return late || unfit || away ? Step.rest(record.promoting(null)) : Step.rest(record);
        }
        if (!late) {
            return Step.rest(record);
        }
        return member.get().voter() || member.get().healthy()
                ? Step.rest(record.promoting(null))
                : new Step(record, new Action.RemoveMember(member.get()));
    }

    private Step unattended(
            FormationRecord record, Sight sight, MemberList list, List<Neighbour> candidates, Duration even) {
        int voters = list.voters();
        int most = sight.mostVoters();
        int fit = voters + candidates.size();
        int goal = fit >= most ? most : fit >= 3 ? 3 : 1;
        int kept = Math.max(goal, Math.min(voters % 2 == 0 ? voters - 1 : voters, most));
        if (voters % 2 != 0) {
            if (voters < kept && candidates.size() >= 2) {
                return promote(record, candidates.getFirst());
            }
            return voters > kept ? demote(record, sight, list, even, Duration.ZERO) : Step.rest(record);
        }
        if (voters < kept && !candidates.isEmpty()) {
            return promote(record, candidates.getFirst());
        }
        return demote(record, sight, list, even, voters > most ? times.steady() : times.patience());
    }

    private Step ordered(
            FormationRecord record,
            Sight sight,
            MemberList list,
            List<Neighbour> candidates,
            Duration even,
            OrderedServers ordered) {
        List<Neighbour> missing = candidates.stream()
                .filter(one -> ordered.names().contains(one.notice().name()))
                .sorted(Comparator.comparing(
                        one -> ordered.names().indexOf(one.notice().name())))
                .toList();
        boolean extra = !ordered.names().containsAll(names(list));
        boolean odd = list.voters() % 2 != 0;
        int goal = ordered.names().size();
        boolean tooMany = list.voters() > goal;
        // A server that leaves for one that comes is replaced after that one came, so that the number is never smaller.
        boolean grows = !odd || extra || missing.size() >= 2;
        if (!tooMany && !missing.isEmpty() && grows && (extra || list.voters() < goal)) {
            return promote(record, missing.getFirst());
        }
        // One that is not heard may be known by another name than the order's.
        boolean everybodyIsHeard = names(list).stream()
                .allMatch(name -> name.equals(sight.name())
                        || sight.heard().stream()
                                .anyMatch(other -> other.notice().name().equals(name)));
        if (!everybodyIsHeard) {
            return Step.rest(record);
        }
        boolean replaced = names(list).containsAll(ordered.names()) || !missing.isEmpty();
        if (extra && (!odd || (tooMany && replaced))) {
            return demote(record, sight, list, even, Duration.ZERO);
        }
        return odd ? Step.rest(record) : demote(record, sight, list, even, times.patience());
    }

    private static Step promote(FormationRecord record, Neighbour candidate) {
        String name = candidate.notice().name();
        return new Step(record.promoting(name), new Action.Snapshot("before-promoting-" + name));
    }

    private static Step demote(FormationRecord record, Sight sight, MemberList list, Duration even, Duration wait) {
        if (wait.isPositive() && even.compareTo(wait) < 0) {
            return Step.rest(record);
        }
        OrderedServers ordered = sight.ordered();
        return list.members().stream()
                .filter(member -> !sight.name().equals(member.nodeName()))
                .max(Comparator.comparing((Member member) ->
                                ordered != null && !ordered.names().contains(String.valueOf(member.nodeName())))
                        .thenComparing(member -> isSlow(sight, member))
                        .thenComparing(member -> String.valueOf(member.nodeName())))
                .map(member -> new Step(record, new Action.RemoveMember(member)))
                .orElse(Step.rest(record));
    }

    private static boolean isSlow(Sight sight, Member member) {
        return sight.heard().stream()
                .map(Neighbour::notice)
                .anyMatch(notice -> notice.name().equals(member.nodeName()) && notice.disk() != DiskFitness.GOOD);
    }

    /** Whether it is this server's turn: of those that answer, those that an order wants go first. */
    private static boolean decides(Sight sight, MemberList list) {
        OrderedServers ordered = sight.ordered();
        return list.members().stream()
                .filter(member -> member.voter() && member.healthy() && member.nodeName() != null)
                .map(member -> Objects.requireNonNull(member.nodeName()))
                .min(Comparator.comparing((String name) ->
                                ordered != null && !ordered.names().contains(name))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(sight.name()::equals)
                .isPresent();
    }

    private static boolean anotherStep(FormationRecord record, Sight sight) {
        return ofCluster(record, sight, FormationPhase.SERVER)
                .anyMatch(other -> other.notice().promoted() != null);
    }

    private List<Neighbour> candidates(FormationRecord record, Sight sight, MemberList list) {
        long latest = sight.now() - times.steady().toMillis();
        return ofCluster(record, sight, FormationPhase.AGENT)
                .filter(other -> other.notice().eligible()
                        && other.notice().alarm() != NodeProblem.CLUSTER_CLONED_NODE
                        && other.workingSince() <= latest
                        && !list.holds(other.notice().name()))
                .filter(other -> other.notice().disk() == DiskFitness.GOOD
                        || other.notice().disk() == DiskFitness.SLOW)
                .filter(other -> other.doubledAt() < 0
                        || sight.now() - other.doubledAt() > times.cleared().toMillis())
                .sorted(Comparator.comparing((Neighbour other) -> other.notice().disk())
                        .thenComparing(other -> other.notice().name()))
                .toList();
    }

    private static Stream<Neighbour> ofCluster(FormationRecord record, Sight sight, FormationPhase phase) {
        return sight.of(Objects.requireNonNull(record.cluster()), phase);
    }

    /** How long each member has not answered. */
    private static List<Duration> absences(Sight sight, Spans spans, MemberList list) {
        List<Duration> absences = new ArrayList<>();
        for (Member member : list.members()) {
            String name = Objects.requireNonNullElse(member.nodeName(), member.id());
            absences.add(spans.absent(name, !member.healthy(), sight.now()));
        }
        return absences;
    }

    /** The only one that does not answer, if it is gone for good; an even number is mended sooner. */
    private Optional<Member> dead(MemberList list, List<Duration> absences) {
        Duration grace = list.voters() % 2 == 0 ? times.patience() : times.gone();
        Member dead = null;
        for (int i = 0; i < list.members().size(); i++) {
            Member member = list.members().get(i);
            if (member.healthy()) {
                continue;
            }
            if (dead != null || absences.get(i).compareTo(grace) < 0) {
                return Optional.empty();
            }
            dead = member;
        }
        return Optional.ofNullable(dead);
    }

    private static List<String> names(MemberList list) {
        return list.members().stream()
                .map(member -> String.valueOf(member.nodeName()))
                .toList();
    }
}
