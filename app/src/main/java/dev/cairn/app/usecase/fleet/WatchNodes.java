package dev.cairn.app.usecase.fleet;

import dev.cairn.app.domain.Subscription;
import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.fleet.LastSeen;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.NodeRepository;
import dev.cairn.app.domain.link.BeaconListener;
import dev.cairn.app.domain.link.BeaconSighting;
import dev.cairn.app.domain.link.RejectedBeacon;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Listens for nodes and records those heard. Safe for use by many threads. */
public final class WatchNodes implements AutoCloseable {
    /** A node heard again sooner than this, with nothing changed, is not stored again. */
    private static final Duration FRESH = Duration.ofSeconds(15);

    private final BeaconListener listener;
    private final Transactions transactions;
    private final NodeRepository nodes;
    private final ActivityLog activity;
    private final String observer;
    private final Consumer<NodeId> discovered;
    private @Nullable Subscription running;

    /** @param discovered is told of each node that was never heard before */
    public WatchNodes(
            BeaconListener listener,
            Transactions transactions,
            NodeRepository nodes,
            ActivityLog activity,
            String observer,
            Consumer<NodeId> discovered) {
        this.listener = listener;
        this.transactions = transactions;
        this.nodes = nodes;
        this.activity = activity;
        this.observer = observer;
        this.discovered = discovered;
    }

    /** Starts to listen; harmless when it listens already. */
    public synchronized void start() {
        if (running == null) {
            running = listener.listen(this::heard, this::rejected);
        }
    }

    public synchronized boolean isWatching() {
        return running != null;
    }

    /** How many datagrams were rejected. */
    public long rejectedCount() {
        return listener.rejectedCount();
    }

    @Override
    public synchronized void close() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    private void heard(BeaconSighting sighting) {
        LastSeen seen = new LastSeen(
                sighting.at(), LastSeen.Source.BEACON, sighting.host() + ":" + sighting.sshPort(), observer);
        boolean isNew = transactions.inOne(() -> {
            Optional<Node> known = nodes.find(sighting.node());
            if (known.isEmpty()) {
                Node node = Node.discovered(sighting.node(), sighting.hostKey(), seen);
                nodes.save(node);
                activity.add("node.discovered", node.label(), "node", node.id(), "address", seen.address());
            } else if (!sighting.hostKey().equals(known.get().hostKey())) {
                keyChanged(known.get(), sighting, seen);
            } else if (isNews(known.get(), seen)) {
                nodes.save(known.get().seen(seen));
            }
            return known.isEmpty();
        });
        if (isNew) {
            discovered.accept(sighting.node());
        }
    }

    /** The first key stays pinned: whoever shows another one is not believed. */
    private void keyChanged(Node known, BeaconSighting sighting, LastSeen seen) {
        LastSeen before = known.lastSeen();
        if (before == null || before.age(seen.at()).compareTo(FRESH) > 0) {
            activity.add(
                    "node.host-key-changed",
                    known.label(),
                    "node",
                    known.id(),
                    "address",
                    seen.address(),
                    "shown",
                    sighting.hostKey());
        }
    }

    private static boolean isNews(Node known, LastSeen seen) {
        LastSeen before = known.lastSeen();
        return before == null
                || !before.address().equals(seen.address())
                || before.age(seen.at()).compareTo(FRESH) > 0;
    }

    private void rejected(RejectedBeacon beacon) {
        transactions.inOne(() -> {
            activity.add("beacon.rejected", beacon.host(), "reason", beacon.reason());
            return true;
        });
    }
}
