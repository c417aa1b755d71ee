package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.fleet.HardwareMatch;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.NodeRepository;
import dev.cairn.app.domain.fleet.NodeState;
import dev.cairn.app.domain.link.NodeLink;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks nodes that were heard for the first time for their hardware, and lets a machine that was installed anew have its old record back:
 * its name, its site and its role. Safe for use by many threads; closing waits for those that are being asked.
 */
public final class HearNewNodes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HearNewNodes.class);
    private static final long CLOSE_SECONDS = 5;
    /** Who was heard longer ago than this is probably not there any more. */
    private static final Duration RECENT = Duration.ofMinutes(2);

    private final NodeVisit visit;
    private final NodeRepository nodes;
    private final Transactions transactions;
    private final ActivityLog activity;
    private final InstantSource clock;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("hear-", 0).factory());

    HearNewNodes(
            NodeVisit visit,
            NodeRepository nodes,
            Transactions transactions,
            ActivityLog activity,
            InstantSource clock) {
        this.visit = visit;
        this.nodes = nodes;
        this.transactions = transactions;
        this.activity = activity;
        this.clock = clock;
    }

    /** Asks a node in the background; one that does not answer is asked again by {@link #all}. */
    public void soon(NodeId id) {
        if (!threads.isShutdown()) {
            threads.execute(() -> hear(id));
        }
    }

    /** Asks, in the background, every new node that was heard lately and has not told its hardware yet. */
    public void allSoon() {
        silent().forEach(this::soon);
    }

    /** The same, one after the other, and waits for them. */
    public void all() {
        silent().forEach(this::hear);
    }

    private List<NodeId> silent() {
        return nodes.all().stream()
                .filter(node -> node.state() == NodeState.DISCOVERED && node.facts() == null && node.hostKey() != null)
                .filter(node -> Optional.ofNullable(node.lastSeen())
                        .filter(seen -> seen.age(clock.instant()).compareTo(RECENT) < 0)
                        .isPresent())
                .map(Node::id)
                .toList();
    }

    private void hear(NodeId id) {
        try (NodeLink link = visit.connect(id)) {
            visit.hear(id, link);
            reattach(id);
        } catch (ProblemException absent) {
            // That a new node was heard stands in the activity log already; what it is made of can be asked later.
            LOG.info("{} does not tell its hardware: {}", id, absent.getMessage());
        } catch (RuntimeException unexpected) {
            LOG.warn("{} could not be asked for its hardware", id, unexpected);
        }
    }

    private void reattach(NodeId id) {
        transactions.inOne(() -> {
            Node fresh = visit.known(id);
            switch (HardwareMatch.of(fresh, nodes.all())) {
                case HardwareMatch.Found.Nothing() -> {}
                case HardwareMatch.Found.Old(Node old) -> {
                    nodes.replace(old.id(), fresh.takingOver(old));
                    activity.add("node.reattached", old.label(), "node", id, "before", old.id());
                }
                case HardwareMatch.Found.Unclear(List<Node> several) ->
                    activity.add(
                            "node.hardware-known",
                            fresh.label(),
                            "node",
                            id,
                            "records",
                            several.stream().map(Node::label).toList());
            }
            return true;
        });
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
