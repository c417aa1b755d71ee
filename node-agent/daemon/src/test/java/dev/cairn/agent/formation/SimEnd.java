package dev.cairn.agent.formation;

import dev.cairn.protocol.DiskFitness;
import dev.cairn.protocol.FormationPhase;
import dev.cairn.protocol.NodeProblem;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a simulated site stands: formed, in alarms that are true, or on its way. Immutable.
 *
 * @param why what is missing for it to be formed, empty if nothing is
 * @param isFinal whether nothing but a person can change it
 */
record SimEnd(String why, Set<NodeProblem> alarms, boolean isFinal) {
    boolean isFormed() {
        return why.isEmpty();
    }

    static SimEnd of(SimSite site) {
        Set<NodeProblem> alarms = EnumSet.noneOf(NodeProblem.class);
        boolean lasting = false;
        for (SimNode node : site.nodes) {
            NodeProblem alarm = node.powered && node.saved != null ? node.saved.alarm() : null;
            if (alarm != null) {
                if (!isTrue(alarm, node, site)) {
                    // It may still end by itself; what lasts to the end is judged as missing.
                    continue;
                }
                alarms.add(alarm);
                lasting = true;
            }
        }
        String why = missing(site);
        return new SimEnd(why, alarms, lasting && everyoneWorksOrSays(site));
    }

    /** An alarm has to be true: a wrong one would hide a mistake. */
    private static boolean isTrue(NodeProblem alarm, SimNode node, SimSite site) {
        return switch (alarm) {
            case CLUSTER_TWO -> site.seeded.size() > 1;
            case CLUSTER_CLONED_NODE -> site.nodes.stream().anyMatch(one -> one.duplicate && one.id.equals(node.id));
            case CLUSTER_QUORUM_LOST, CLUSTER_UNREACHABLE -> cannotAnswer(node, site);
            case CLUSTER_DISK_UNFIT -> nobodyMaySeed(site);
            case CLUSTER_NOT_FORMING -> nobodyMaySeed(site) || orderedSeedIsLost(site);
            default -> false;
        };
    }

    private static boolean nobodyMaySeed(SimSite site) {
        return site.nodes.stream()
                .filter(one -> one.powered)
                .allMatch(one -> !one.phase().isInside() && (fitness(one) == DiskFitness.UNFIT || isHeld(one)));
    }

    private static boolean orderedSeedIsLost(SimSite site) {
        OrderedServers ordered = site.ordered();
        return ordered != null
                && site.nodes.stream()
                        .filter(one -> one.name.equals(ordered.seed()))
                        .allMatch(one -> one.lostForGood || isHeld(one));
    }

    /** Its cluster has lost the majority of its voters for good. */
    private static boolean cannotAnswer(SimNode node, SimSite site) {
        @Nullable String cluster = node.saved == null ? null : node.saved.cluster();
        String wanted = cluster == null ? site.seeded.stream().findFirst().orElse("") : cluster;
        return site.databases.stream()
                .filter(database -> database.label.equals(wanted))
                .allMatch(database -> database.seats.stream()
                                .filter(seat -> seat.voter && !seat.node.lostForGood)
                                .count()
                        <= database.voters() / 2);
    }

    private static boolean isHeld(SimNode node) {
        return node.phase() == FormationPhase.HELD;
    }

    private static boolean everyoneWorksOrSays(SimSite site) {
        return site.nodes.stream().filter(node -> node.powered).allMatch(node -> {
            FormationRecord record = node.saved;
            return record != null
                    && (record.alarm() != null
                            || record.phase() == FormationPhase.SERVER
                            || record.phase() == FormationPhase.AGENT);
        });
    }

    private static String missing(SimSite site) {
        List<SimNode> living =
                site.nodes.stream().filter(node -> !node.lostForGood).toList();
        if (living.isEmpty()) {
            return "";
        }
        Set<String> clusters = new HashSet<>();
        for (SimNode node : living) {
            FormationRecord record = node.saved;
            if (!node.powered || record == null) {
                return node.name + " has no power";
            }
            if (record.alarm() != null) {
                return node.name + " says " + record.alarm();
            }
            boolean works = record.phase() == FormationPhase.SERVER || record.phase() == FormationPhase.AGENT;
            if (!works
                    || record.promotes() != null
                    || !new SimDriver(node).standing().ready()) {
                return node + " is not done";
            }
            clusters.add(Objects.requireNonNull(record.cluster()));
        }
        if (clusters.size() != 1) {
            return "clusters " + clusters;
        }
        SimDatabase database = site.databases.stream()
                .filter(one -> clusters.contains(one.label))
                .filter(one -> one.seats.stream().anyMatch(seat -> !seat.node.lostForGood))
                .findFirst()
                .orElseThrow();
        return missingVoters(site, living, database);
    }

    private static String missingVoters(SimSite site, List<SimNode> living, SimDatabase database) {
        int voters = database.voters();
        if (voters != 1 && voters != 3 && voters != 5) {
            return voters + " voters";
        }
        for (SimNode node : living) {
            boolean seated = database.seats.stream().anyMatch(seat -> seat.node == node && seat.voter && seat.started);
            if (seated != (node.phase() == FormationPhase.SERVER)) {
                return node.name + " is " + node.phase() + " and " + (seated ? "a voter" : "no voter");
            }
        }
        OrderedServers ordered = site.ordered();
        long fit = living.stream()
                .filter(node -> fitness(node) != DiskFitness.UNFIT
                        || database.seats.stream().anyMatch(seat -> seat.node == node))
                .count();
        long spare = living.stream()
                .filter(node -> node.phase() == FormationPhase.AGENT && fitness(node) != DiskFitness.UNFIT)
                .filter(node -> ordered == null || ordered.names().contains(node.name))
                .count();
        boolean deadVoter = database.seats.stream().anyMatch(seat -> seat.node.lostForGood);
        if (deadVoter && spare > 0) {
            return "a dead voter and " + spare + " to replace it";
        }
        if (ordered != null) {
            return deadVoter || spare < 2 ? "" : "ordered servers are still agents";
        }
        long goal = fit >= site.mostVoters ? site.mostVoters : fit >= 3 ? 3 : 1;
        return voters >= goal || deadVoter ? "" : voters + " voters of " + goal;
    }

    private static DiskFitness fitness(SimNode node) {
        return DiskProbe.fitness(Optional.of(node.syncTime));
    }
}
