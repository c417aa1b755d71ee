package dev.cairn.agent.formation;

import dev.cairn.protocol.ClusterNotice;
import dev.cairn.protocol.ClusterNoticeCodec;
import dev.cairn.protocol.NodeAssignment;
import dev.cairn.protocol.NodeId;
import dev.cairn.protocol.NodeRole;
import dev.cairn.protocol.SiteId;
import dev.cairn.protocol.SiteKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One site with its machines, its network and its faults, all from one seed: the same seed gives the same course. */
final class SimSite {
    private static final int MOST_NOTES = 400;

    final long seed;
    final SimLaws laws = new SimLaws(this);
    final List<SimNode> nodes = new ArrayList<>();
    final List<SimDatabase> databases = new ArrayList<>();
    final Set<String> seeded = new HashSet<>();
    final int mostVoters;
    final boolean learners;
    final long startMs;
    long now;
    long disturbedAt;
    long reconnectedAt = -1;
    long calmFrom;

    private final Random random;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final ClusterNoticeCodec codec = new ClusterNoticeCodec(SiteKeys.of(new byte[32], new SiteId("berth-7")));
    private final boolean throughBytes;
    private final double loss;
    private final double twice;
    private final int delayMs;
    private final List<String> notes = new ArrayList<>();
    private final Set<SimNode> island = new HashSet<>();
    private List<NodeAssignment> servers = List.of();
    private long sequence;

    private record Event(long at, long sequence, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(sequence, other.sequence);
        }
    }

    SimSite(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        // No further draw, so that kept seeds stay the runs that they were.
        this.mostVoters = chance(0.3) ? 5 : seed % 16 == 9 ? 1 : 3;
        this.learners = chance(0.7);
        this.startMs = between(2_000, 40_000);
        this.throughBytes = chance(0.02);
        this.loss = chance(0.4) ? 0 : random.nextDouble() * 0.3;
        this.twice = chance(0.5) ? 0 : 0.1;
        this.delayMs = chance(0.5) ? 20 : 3_000;
        int count = 1 + random.nextInt(7);
        for (int i = 1; i <= count; i++) {
            nodes.add(new SimNode(
                    this,
                    i,
                    new NodeId(new UUID(random.nextLong(), random.nextLong()).toString()),
                    disk(),
                    0.9 + random.nextDouble() * 0.2,
                    throughBytes));
        }
        boolean together = chance(0.5);
        for (SimNode node : nodes) {
            long first = together ? between(0, 1_500) : between(0, 230_000);
            in(first, () -> turnOn(node));
        }
        if (chance(0.15)) {
            order();
        }
        new SimFaults(this, random).plan();
        in(0, this::watch);
    }

    private Duration disk() {
        int dice = random.nextInt(10);
        return Duration.ofMillis(dice == 0 ? 80 : dice == 1 ? 25 : 3);
    }

    private void order() {
        List<NodeAssignment> names = new ArrayList<>();
        int wanted = Math.min(nodes.size(), 1 + random.nextInt(4));
        for (int i = 0; i < wanted; i++) {
            SimNode node = nodes.get(nodes.size() - 1 - i);
            names.add(new NodeAssignment(node.id, NodeRole.SERVER, node.name));
        }
        in(between(0, 300_000), () -> servers = names);
    }

    List<NodeAssignment> servers() {
        return servers;
    }

    /** The servers that an order names, by name; null without an order. */
    @Nullable
    OrderedServers ordered() {
        return servers.isEmpty()
                ? null
                : new OrderedServers(
                        servers.stream().map(NodeAssignment::hostName).toList());
    }

    boolean chance(double likely) {
        return random.nextDouble() < likely;
    }

    long between(long low, long high) {
        return low + (long) (random.nextDouble() * (high - low));
    }

    void in(long delay, Runnable what) {
        events.add(new Event(now + delay, sequence++, what));
    }

    String newId() {
        return "%016x".formatted(random.nextLong());
    }

    SimDatabase newDatabase(String label) {
        SimDatabase made = new SimDatabase(label, newId());
        databases.add(made);
        return made;
    }

    void note(SimNode node, String text) {
        if (notes.size() == MOST_NOTES) {
            notes.removeFirst();
        }
        notes.add("%8.1f s %s: %s".formatted(now / 1000.0, node.name + (node.duplicate ? "'" : ""), text));
    }

    // Machines

    void turnOn(SimNode node) {
        if (node.powered || node.lostForGood) {
            return;
        }
        disturbed();
        note(node, "power on");
        node.on(now);
        int boot = node.boot;
        in(between(0, 1_000), () -> turn(node, boot));
        in(between(0, 1_000), () -> announce(node, boot));
    }

    void turnOff(SimNode node) {
        if (node.powered) {
            disturbed();
            note(node, "power off");
            node.off();
        }
    }

    private void turn(SimNode node, int boot) {
        Formation formation = node.formation;
        if (node.boot != boot || formation == null) {
            return;
        }
        Duration wait;
        try {
            wait = formation.turn();
        } catch (SimNode.PowerCut cut) {
            turnOff(node);
            in(between(5_000, 200_000), () -> turnOn(node));
            return;
        }
        in((long) (wait.toMillis() / node.clockRate), () -> turn(node, boot));
    }

    // Network

    boolean connected(SimNode one, SimNode other) {
        return island.contains(one) == island.contains(other);
    }

    void part(Set<SimNode> apart) {
        disturbed();
        island.clear();
        island.addAll(apart);
        reconnectedAt = now;
        notes.add("%8.1f s network: apart %s"
                .formatted(now / 1000.0, apart.stream().map(one -> one.name).toList()));
    }

    void disturbed() {
        disturbedAt = now;
    }

    private void announce(SimNode node, int boot) {
        Formation formation = node.formation;
        if (node.boot != boot || formation == null) {
            return;
        }
        Optional<ClusterNotice> notice = formation.notice(++node.counter);
        notice.ifPresent(told -> nodes.forEach(other -> send(node, other, told)));
        in(formation.noticeInterval().toMillis(), () -> announce(node, boot));
    }

    private void send(SimNode from, SimNode to, ClusterNotice notice) {
        int copies = chance(twice) ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            if (to != from && !chance(loss) && from.reaches(to)) {
                in(1 + random.nextInt(delayMs), () -> receive(to, from.ownAddress(), notice));
            }
        }
    }

    private void receive(SimNode to, String address, ClusterNotice notice) {
        NeighbourTable neighbours = to.neighbours;
        if (neighbours == null) {
            return;
        }
        ClusterNotice heard = throughBytes ? codec.decode(codec.encode(notice)).orElseThrow() : notice;
        neighbours.hear(heard, address, (long) ((now - to.bootedAt) * to.clockRate) + 1_000L * to.boot);
    }

    @Nullable
    SimNode at(String address) {
        return nodes.stream()
                .filter(node -> node.ownAddress().equals(address))
                .findFirst()
                .orElse(null);
    }

    boolean servesSomewhere(SimDatabase database, SimNode to) {
        return database.seats.stream()
                .anyMatch(seat -> seat.started
                        && seat.node.runsSeat(seat)
                        && to.reaches(seat.node)
                        && database.hasQuorum(seat.node));
    }

    // The course

    private void watch() {
        laws.hold();
        in(5_000, this::watch);
    }

    /** Runs until the site has formed, or has named why it cannot; throws with the whole course if it does neither. */
    SimEnd run() {
        try {
            return course();
        } catch (RuntimeException | AssertionError broken) {
            throw new AssertionError(broken + "\nseed " + seed + "L\n" + story(), broken);
        }
    }

    private SimEnd course() {
        long deadline = calmFrom + Duration.ofMinutes(90).toMillis();
        long settledSince = -1;
        long next = 0;
        while (true) {
            Event event = Objects.requireNonNull(events.poll());
            now = event.at();
            event.what().run();
            if (now < calmFrom || now < next) {
                continue;
            }
            next = now + 5_000;
            SimEnd end = SimEnd.of(this);
            if (end.isFormed() || end.isFinal()) {
                settledSince = settledSince < 0 ? now : settledSince;
                if (now - settledSince >= 60_000) {
                    return end;
                }
            } else {
                settledSince = -1;
            }
            if (now > deadline) {
                if (!end.isFinal()) {
                    throw new SimLaws.Broken("neither formed nor in a named alarm: " + end.why());
                }
                return end;
            }
        }
    }

    String story() {
        StringBuilder story = new StringBuilder();
        notes.forEach(note -> story.append(note).append('\n'));
        story.append("at ")
                .append(now / 1000.0)
                .append(" s, learners ")
                .append(learners)
                .append(", at most ")
                .append(mostVoters)
                .append(", ordered ")
                .append(ordered())
                .append(", loss ")
                .append(loss)
                .append('\n');
        nodes.forEach(
                node -> story.append(node).append(" k3s ").append(node.k3sRuns).append('\n'));
        for (SimDatabase database : databases) {
            story.append("database ").append(database.label).append(':');
            database.seats.forEach(seat -> story.append(' ')
                    .append(seat.node.name)
                    .append(seat.voter ? " voter" : " learner")
                    .append(seat.started ? "" : " unstarted"));
            story.append('\n');
        }
        return story.toString();
    }
}
