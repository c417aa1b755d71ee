package dev.cairn.agent.formation;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What goes wrong at one simulated site, and when; after it all machines that are left have power and one network. */
final class SimFaults {
    private static final long WINDOW = Duration.ofMinutes(10).toMillis();

    private final SimSite site;
    private final Random random;

    SimFaults(SimSite site, Random random) {
        this.site = site;
        this.random = random;
    }

    void plan() {
        long last = 240_000;
        List<SimNode> nodes = List.copyOf(site.nodes);
        if (site.chance(0.3)) {
            last = Math.max(last, partition(site.between(0, WINDOW), nodes));
        }
        if (site.chance(0.1)) {
            last = Math.max(last, partition(0, nodes));
        }
        int cuts = site.chance(0.5) ? 0 : random.nextInt(6);
        for (int i = 0; i < cuts; i++) {
            last = Math.max(last, cut(nodes.get(random.nextInt(nodes.size()))));
        }
        int armed = site.chance(0.4) ? 0 : random.nextInt(5);
        for (int i = 0; i < armed; i++) {
            SimNode node = nodes.get(random.nextInt(nodes.size()));
            int steps = 1 + random.nextInt(12);
            long at = site.between(0, WINDOW);
            site.in(at, () -> node.cutAfter = steps);
        }
        if (site.chance(0.25)) {
            last = Math.max(last, lose(nodes.get(random.nextInt(nodes.size()))));
        }
        if (site.chance(0.06)) {
            last = Math.max(last, copyDisk(nodes.get(random.nextInt(nodes.size()))));
        }
        site.calmFrom = last + 5_000;
        site.in(
                site.calmFrom,
                () -> site.nodes.forEach(node -> {
                    node.cutAfter = -1;
                    site.turnOn(node);
                }));
    }

    private long partition(long at, List<SimNode> nodes) {
        Set<SimNode> apart = new HashSet<>();
        for (SimNode node : nodes) {
            if (site.chance(0.5)) {
                apart.add(node);
            }
        }
        long healed = at + site.between(5_000, 300_000);
        site.in(at, () -> site.part(apart));
        site.in(healed, () -> site.part(Set.of()));
        return healed;
    }

    private long cut(SimNode node) {
        long at = site.between(0, WINDOW);
        long back = at + site.between(3_000, site.chance(0.2) ? 600_000 : 60_000);
        site.in(at, () -> site.turnOff(node));
        site.in(back, () -> site.turnOn(node));
        return back;
    }

    private long lose(SimNode node) {
        long at = site.between(0, WINDOW);
        site.in(at, () -> {
            site.turnOff(node);
            node.lostForGood = true;
        });
        return at;
    }

    /** The same disk in a second machine, as it was then; no server's data, which nobody could tell apart. */
    private long copyDisk(SimNode node) {
        long at = site.between(0, WINDOW);
        site.in(at, () -> {
            if (node.database == null && !node.lostForGood) {
                SimNode copy =
                        new SimNode(site, 100 + node.index, node.id, node.syncTime, node.clockRate, node.throughJson);
                copy.saved = node.saved;
                copy.setup = node.setup == dev.cairn.agent.kubernetes.ClusterDriver.Setup.AGENT
                        ? node.setup
                        : dev.cairn.agent.kubernetes.ClusterDriver.Setup.NONE;
                copy.address = node.address;
                copy.workerOf = node.workerOf;
                copy.everInside.addAll(node.everInside);
                copy.duplicate = true;
                site.nodes.add(copy);
                site.turnOn(copy);
                site.turnOn(node);
            }
        });
        return at;
    }
}
