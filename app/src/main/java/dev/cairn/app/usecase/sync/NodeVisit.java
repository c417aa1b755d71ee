package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.fleet.LastSeen;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeFacts;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.NodeRepository;
import dev.cairn.app.domain.fleet.NodeState;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.fleet.UpdateHistory;
import dev.cairn.app.domain.link.NodeAddress;
import dev.cairn.app.domain.link.NodeLink;
import dev.cairn.app.domain.link.NodeLinks;
import dev.cairn.app.domain.link.ToldStatus;
import dev.cairn.app.domain.telemetry.NodeEvent;
import dev.cairn.app.domain.telemetry.TelemetryBatch;
import dev.cairn.app.domain.telemetry.TelemetryStore;
import dev.cairn.app.usecase.fleet.Reach;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The parts of a visit to one node: connect, hear what it is, take its telemetry home. Safe for many threads. */
final class NodeVisit {
    /** Records asked for at once: a slow node has to answer within the time of one command. */
    private static final int RECORDS = 500;

    private final NodeLinks links;
    private final NodeRepository nodes;
    private final UpdateHistory updates;
    private final TrialLogVisit trials;
    private final TelemetryStore telemetry;
    private final Transactions transactions;
    private final ActivityLog activity;
    private final String observer;
    private final InstantSource clock;

    NodeVisit(
            NodeLinks links,
            NodeRepository nodes,
            UpdateHistory updates,
            TrialLogVisit trials,
            TelemetryStore telemetry,
            Transactions transactions,
            ActivityLog activity,
            String observer,
            InstantSource clock) {
        this.links = links;
        this.nodes = nodes;
        this.updates = updates;
        this.trials = trials;
        this.telemetry = telemetry;
        this.transactions = transactions;
        this.activity = activity;
        this.observer = observer;
        this.clock = clock;
    }

    /** How much telemetry was taken home. */
    record Drained(long samples, long logLines, long gaps) {}

    /** Connects to where the node was last heard; the first saved address of the site stands in for a node never heard there. */
    NodeLink connect(NodeId id, Site site) {
        Node node = known(id);
        String hostKey = node.hostKey();
        LastSeen seen = node.lastSeen();
        if (hostKey == null || (seen == null && site.reach().isEmpty())) {
            throw ProblemException.of(AppProblem.NODE_HOST_KEY_UNKNOWN, "connect", node.label());
        }
        Reach reach = Reach.ofAddress(seen == null ? site.reach().getFirst() : seen.address());
        return links.open(new NodeAddress(id, reach.host(), reach.port(), hostKey));
    }

    /** Connects to where the node was last heard, whether it belongs to a site or not. */
    NodeLink connect(NodeId id) {
        Node node = known(id);
        String hostKey = node.hostKey();
        LastSeen seen = node.lastSeen();
        if (hostKey == null || seen == null) {
            throw ProblemException.of(AppProblem.NODE_HOST_KEY_UNKNOWN, "connect", node.label());
        }
        Reach reach = Reach.ofAddress(seen.address());
        return links.open(new NodeAddress(id, reach.host(), reach.port(), hostKey));
    }

    /** Asks for the status and keeps it. */
    NodeReport report(NodeId id, NodeLink link) {
        ToldStatus told = link.status();
        keep(id, told, null);
        return told.report();
    }

    /** Asks for status and facts and keeps both, and takes home what a failed trial logged. */
    NodeReport hear(NodeId id, NodeLink link) {
        ToldStatus told = link.status();
        keep(id, told, link.facts());
        trials.takeIfNew(id, link);
        return told.report();
    }

    /** Takes telemetry home; the node may delete only what is stored here. */
    Drained drain(NodeId id, NodeLink link) {
        long samples = 0;
        long lines = 0;
        long gaps = 0;
        long after = telemetry.lastSequence(id);
        TelemetryBatch batch;
        do {
            batch = link.drain(after, RECORDS);
            if (batch.lastSequence() > after) {
                keep(id, batch);
                link.acknowledge(batch.lastSequence());
                after = batch.lastSequence();
            }
            samples += batch.samples().size();
            lines += batch.logs().size();
            gaps += batch.gaps().size();
        } while (batch.more());
        return new Drained(samples, lines, gaps);
    }

    private void keep(NodeId id, TelemetryBatch batch) {
        String label = known(id).label();
        transactions.inOne(() -> {
            telemetry.append(batch);
            batch.events().stream()
                    .filter(NodeEvent::isRefusal)
                    .forEach(event -> activity.add(
                            "node.refused", label, "what", event.kind(), "reason", event.text(), "at", event.at()));
            return true;
        });
    }

    Node known(NodeId id) {
        return nodes.find(id).orElseThrow(() -> ProblemException.of(AppProblem.NODE_UNKNOWN, "sync", id));
    }

    private void keep(NodeId id, ToldStatus told, @Nullable NodeFacts facts) {
        NodeReport report = told.report();
        transactions.inOne(() -> {
            Node now = known(id);
            LastSeen before = now.lastSeen();
            String address = before == null ? "" : before.address();
            LastSeen seen = new LastSeen(clock.instant(), LastSeen.Source.SSH, address, observer);
            Node next = now.reporting(report).inState(state(now, report)).seen(seen);
            nodes.save(facts == null ? next : next.withFacts(facts));
            updates.add(id, told.ended(), clock.instant());
            return true;
        });
    }

    /** A node can only say how far it has come; retired and unassigned nodes stay so, whatever it says. */
    private static NodeState state(Node node, NodeReport report) {
        if (node.state() == NodeState.RETIRED || node.site() == null) {
            return node.state();
        }
        NodeState said = NodeState.valueOf(report.state().toUpperCase(Locale.ROOT));
        return said == NodeState.DISCOVERED ? NodeState.ASSIGNED : said;
    }
}
