package dev.cairn.agent.formation;

import dev.cairn.agent.formation.SimDatabase.Seat;
import dev.cairn.protocol.DiskFitness;
import dev.cairn.protocol.FormationPhase;
import dev.cairn.protocol.NodeProblem;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What must hold at every step of every simulated formation, whatever the faults. */
final class SimLaws {
    private static final long HEARS_MS = 12_000;
    private static final long EVEN_MS = FormationTimes.DEFAULT.patience().toMillis() + 120_000;

    private final SimSite site;
    private final Map<SimDatabase, Long> evenSince = new HashMap<>();

    SimLaws(SimSite site) {
        this.site = site;
    }

    /** A law was broken. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Broken(String what) {
            super(what);
        }
    }

    void phaseChanged(SimNode node, FormationPhase before, FormationRecord record) {
        site.note(node, before.word() + " -> " + record.phase().word());
        switch (record.phase()) {
            case SEEDING -> chosen(node);
            case SERVER -> {
                becomesServer(node, before, record);
                inside(node, record);
            }
            case AGENT -> inside(node, record);
            case WAITING, SETTLING, CLAIMING, JOINING, PROMOTING, DEMOTING, HELD -> {}
        }
    }

    private void inside(SimNode node, FormationRecord record) {
        node.everInside.add(Objects.requireNonNull(record.cluster()));
        if (node.everInside.size() > 1) {
            throw new Broken(node.name + " went from one cluster to another");
        }
    }

    private void chosen(SimNode node) {
        if (!node.everInside.isEmpty()) {
            throw new Broken(node.name + " was in a cluster and makes another");
        }
        alone(node, "was chosen");
    }

    private void becomesServer(SimNode node, FormationPhase before, FormationRecord record) {
        if (before == FormationPhase.SEEDING) {
            alone(node, "finished its seed");
            site.seeded.add(Objects.requireNonNull(record.cluster()));
        }
    }

    /** Nobody makes a cluster beside one that it must have heard of: at most one seed per site and epoch. */
    private void alone(SimNode node, String what) {
        for (SimNode other : site.nodes) {
            boolean there = other != node
                    && other.powered
                    && !other.id.equals(node.id)
                    && (other.phase().isInside() || (other.phase() == FormationPhase.SEEDING && what.startsWith("was")))
                    && other.saved != null
                    && other.saved.cluster() != null
                    && other.saved.alarm() != NodeProblem.CLUSTER_CLONED_NODE
                    && site.now - other.phaseSince >= HEARS_MS
                    && site.now - other.bootedAt >= HEARS_MS
                    && site.now - node.bootedAt >= HEARS_MS
                    && site.now - site.reconnectedAt >= HEARS_MS
                    && site.connected(node, other);
            if (there) {
                throw new Broken(node.name + " " + what + " beside " + other);
            }
        }
    }

    void joins(SimNode node, SimDatabase there) {
        String cluster = node.saved == null ? null : node.saved.cluster();
        if (!there.label.equals(cluster)) {
            throw new Broken(node.name + " belongs to " + cluster + " and joins " + there.label);
        }
    }

    void forgets(SimNode node) {
        SimDatabase database = node.database;
        Seat seat = node.seat;
        // A seed that nobody joined may be given up, and so may a seat that was asked for and never taken: the others
        // take it out. A
        // voter that they count on may not.
        boolean counts = database != null
                && seat != null
                && database.seats.contains(seat)
                && database.seats.size() > 1
                && seat.voter
                && seat.started;
        if (counts) {
            throw new Broken(node.name + " puts its data away while it is a member");
        }
    }

    /** Checked after every event. */
    void hold() {
        for (SimDatabase database : site.databases) {
            int voters = database.voters();
            if (voters > 6) {
                throw new Broken(voters + " voters");
            }
            boolean even = voters % 2 == 0 && !stepIsSaved(database) && isQuorate(database);
            if (!even) {
                evenSince.remove(database);
            } else if (site.now - Math.max(site.disturbedAt, evenSince.computeIfAbsent(database, one -> site.now))
                    > EVEN_MS) {
                throw new Broken(voters + " voters outside of a promotion step");
            }
            for (Seat seat : database.seats) {
                boolean first =
                        database.seats.getFirst() == seat && seat.node.setup != null && database.seats.size() == 1;
                if (seat.voter
                        && !first
                        && site.ordered() == null
                        && DiskProbe.fitness(java.util.Optional.of(seat.node.syncTime)) == DiskFitness.UNFIT) {
                    throw new Broken(seat.node.name + " votes with a disk that is unfit");
                }
            }
        }
    }

    private boolean isQuorate(SimDatabase database) {
        return database.seats.stream().anyMatch(seat -> seat.node.powered && database.hasQuorum(seat.node));
    }

    private boolean stepIsSaved(SimDatabase database) {
        return site.nodes.stream()
                .filter(node -> node.saved != null && database.label.equals(node.saved.cluster()))
                .anyMatch(node -> node.phase() == FormationPhase.PROMOTING
                        || Objects.requireNonNull(node.saved).promotes() != null);
    }
}
