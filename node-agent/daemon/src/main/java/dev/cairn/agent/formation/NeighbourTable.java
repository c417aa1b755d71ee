package dev.cairn.agent.formation;

import dev.cairn.agent.formation.Neighbour.EarlierBoot;
import dev.cairn.protocol.ClusterNotice;
import dev.cairn.protocol.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The other nodes of the site as their notices tell, newest notice first whatever the network did to their order; at most
 * {@value #MOST}. A notice of an earlier boot, or with a counter that was seen, changes nothing. Thread-safe.
 */
public final class NeighbourTable {
    private static final int MOST = 64;
    private static final int MOST_BOOTS = 4;
    /** One datagram may be late; two in their order are sent by somebody who lives. */
    private static final int ALIVE = 2;

    private static final Duration SILENT = Duration.ofMinutes(1);

    private final NodeId self;
    private final String ownBoot;
    private final Map<NodeId, Neighbour> nodes = new LinkedHashMap<>();
    private @Nullable EarlierBoot pretender;
    private long doubleHeardAt = -1;

    public NeighbourTable(NodeId self, String ownBoot) {
        this.self = self;
        this.ownBoot = ownBoot;
    }

    /** Takes an authentic notice. */
    public synchronized void hear(ClusterNotice notice, String address, long now) {
        if (notice.node().equals(self)) {
            hearSelf(notice, now);
            return;
        }
        Neighbour before = nodes.get(notice.node());
        if (before == null) {
            makeRoom();
            nodes.put(
                    notice.node(), new Neighbour(notice, address, now, workingSince(notice, null, now), List.of(), -1));
        } else if (before.notice().boot().equals(notice.boot())) {
            if (notice.counter() > before.notice().counter()) {
                nodes.put(notice.node(), newer(before, notice, address, now, before.earlierBoots()));
            }
        } else {
            hearOtherBoot(before, notice, address, now);
        }
    }

    /** All that is known, in the order in which the nodes were first heard. */
    synchronized List<Neighbour> all() {
        return List.copyOf(nodes.values());
    }

    /** When somebody else was last heard who says to be this node; -1 for never. */
    synchronized long doubleHeardAt() {
        return doubleHeardAt;
    }

    private void hearSelf(ClusterNotice notice, long now) {
        if (notice.boot().equals(ownBoot)) {
            return;
        }
        EarlierBoot other = pretender;
        if (other == null || !other.boot().equals(notice.boot())) {
            pretender = new EarlierBoot(notice.boot(), notice.counter(), 1);
        } else if (notice.counter() > other.counter()) {
            pretender = new EarlierBoot(other.boot(), notice.counter(), other.advances() + 1);
            // What was under way when this node rebooted may still arrive.
            if (other.advances() + 1 > ALIVE) {
                doubleHeardAt = now;
            }
        }
    }

    private void hearOtherBoot(Neighbour before, ClusterNotice notice, String address, long now) {
        List<EarlierBoot> boots = new ArrayList<>(before.earlierBoots());
        for (int i = 0; i < boots.size(); i++) {
            EarlierBoot boot = boots.get(i);
            if (boot.boot().equals(notice.boot())) {
                if (notice.counter() > boot.counter() && boot.advances() + 1 >= ALIVE && isSilent(before, now)) {
                    // Of two that were one the other is gone, so this one is the node now.
                    boots.remove(i);
                    boots.addFirst(new EarlierBoot(
                            before.notice().boot(), before.notice().counter(), 0));
                    nodes.put(notice.node(), newer(before, notice, address, now, boots));
                } else if (notice.counter() > boot.counter()) {
                    boots.set(i, new EarlierBoot(boot.boot(), notice.counter(), boot.advances() + 1));
                    long doubledAt = boot.advances() + 1 >= ALIVE ? now : before.doubledAt();
                    nodes.put(
                            notice.node(),
                            new Neighbour(
                                    before.notice(),
                                    before.address(),
                                    before.heardAt(),
                                    before.workingSince(),
                                    boots,
                                    doubledAt));
                }
                return;
            }
        }
        boots.addFirst(new EarlierBoot(before.notice().boot(), before.notice().counter(), 0));
        if (boots.size() > MOST_BOOTS) {
            boots.removeLast();
        }
        nodes.put(notice.node(), newer(before, notice, address, now, boots));
    }

    private static boolean isSilent(Neighbour node, long now) {
        return now - node.heardAt() > SILENT.toMillis();
    }

    private static Neighbour newer(
            Neighbour before, ClusterNotice notice, String address, long now, List<EarlierBoot> boots) {
        return new Neighbour(notice, address, now, workingSince(notice, before, now), boots, before.doubledAt());
    }

    private static long workingSince(ClusterNotice notice, @Nullable Neighbour before, long now) {
        if (!notice.working()) {
            return Long.MAX_VALUE;
        }
        return before == null || before.workingSince() == Long.MAX_VALUE ? now : before.workingSince();
    }

    /** The one that was silent longest makes room. */
    private void makeRoom() {
        if (nodes.size() >= MOST) {
            nodes.values().stream()
                    .min((one, other) -> Long.compare(one.heardAt(), other.heardAt()))
                    .ifPresent(silent -> nodes.remove(silent.notice().node()));
        }
    }
}
