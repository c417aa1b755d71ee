package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.fleet.ContentReport;
import dev.cairn.app.domain.fleet.Fleet;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.NodeRepository;
import dev.cairn.app.domain.fleet.NodeState;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.link.NodeLink;
import dev.cairn.app.domain.order.SiteOrder;
import dev.cairn.app.usecase.job.JobControl;
import dev.cairn.app.usecase.sync.NodeSyncResult.Outcome;
import dev.cairn.protocol.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One visit to a site: first every node is heard, ordered and drained, side by side; then the desired release is brought to the site once; then the
 * nodes that run another one are updated one at a time, until the first that does not commit.
 */
final class SiteVisit {
    private static final Logger LOG = LoggerFactory.getLogger(SiteVisit.class);

    private final NodeRepository nodes;
    private final SiteTarget targets;
    private final IssueOrder orders;
    private final NodeVisit visit;
    private final CertifyNode certify;
    private final BackUpCluster backUp;
    private final OneCopy copy;
    private final UpdateNode update;
    private final Transactions transactions;
    private final ActivityLog activity;
    private final Lanes lanes;

    SiteVisit(
            NodeRepository nodes,
            SiteTarget targets,
            IssueOrder orders,
            NodeVisit visit,
            CertifyNode certify,
            BackUpCluster backUp,
            OneCopy copy,
            UpdateNode update,
            Transactions transactions,
            ActivityLog activity,
            Lanes lanes) {
        this.nodes = nodes;
        this.targets = targets;
        this.orders = orders;
        this.visit = visit;
        this.certify = certify;
        this.backUp = backUp;
        this.copy = copy;
        this.update = update;
        this.transactions = transactions;
        this.activity = activity;
        this.lanes = lanes;
    }

    /** With {@code again} what failed on a node before is tried there once more. */
    SiteSyncReport run(Fleet fleet, Site site, List<Pace> paces, boolean again, JobControl control) {
        List<Node> members = nodes.ofSite(site.id()).stream()
                .filter(node -> node.state() != NodeState.RETIRED)
                .toList();
        if (members.isEmpty()) {
            return new SiteSyncReport(site.id(), site.name(), List.of(), SiteBackup.none());
        }
        Optional<SiteTarget.Target> target = targets.of(
                site,
                members.stream().map(Node::report).filter(Objects::nonNull).toList(),
                paces,
                control);
        SiteOrder order = orders.of(fleet, site, target.map(targets::desired), again);
        Map<NodeId, PastFailure> past = new ConcurrentHashMap<>();
        BiConsumer<NodeId, NodeReport> beforeTheOrder = (node, report) -> {
            if (again && target.isPresent()) {
                past.put(node, PastFailure.of(report, target.get().chunks()));
            }
        };
        List<NodeSyncResult> heard = lanes.each(
                members,
                node -> "sync " + node.label(),
                node -> lanes.in(
                        node.id(), () -> guarded(node, () -> hear(node, site, order, beforeTheOrder, control))));
        // Before anything is changed: what a restart or an update may cost is home by then.
        SiteBackup backup = backUp.run(fleet, site, synced(heard));
        if (backup.problem() != null) {
            control.log(site.name() + ": the cluster's keys were not kept: "
                    + backup.problem().code());
        }
        Map<NodeId, OneCopy.Copy> copies = target.map(
                        wanted -> copy.run(lacking(heard, wanted, past), site, wanted.chunks(), control))
                .orElse(Map.of());
        List<NodeSyncResult> results = new ArrayList<>();
        boolean failed = false;
        for (NodeSyncResult result : heard) {
            NodeSyncResult next = target.isEmpty() || result.outcome() != Outcome.SYNCED
                    ? result
                    : bring(
                            result,
                            site,
                            target.get(),
                            failed,
                            copies.getOrDefault(result.node(), OneCopy.Copy.NONE),
                            past.getOrDefault(result.node(), PastFailure.NONE),
                            control);
            failed |= next.outcome() == Outcome.ROLLED_BACK || next.outcome() == Outcome.FAILED;
            results.add(next);
        }
        SiteSyncReport report = new SiteSyncReport(site.id(), site.name(), results, backup);
        tell(report);
        return report;
    }

    private static List<NodeId> synced(List<NodeSyncResult> heard) {
        return heard.stream()
                .filter(result -> result.outcome() == Outcome.SYNCED)
                .map(NodeSyncResult::node)
                .toList();
    }

    /** The nodes that will be updated unless one before them fails. */
    private List<NodeId> lacking(List<NodeSyncResult> heard, SiteTarget.Target target, Map<NodeId, PastFailure> past) {
        return synced(heard).stream()
                .filter(node -> {
                    NodeReport report = visit.known(node).report();
                    return report != null
                            && !target.runsOn(report)
                            && !past.getOrDefault(node, PastFailure.NONE).isOver(report, target.chunks());
                })
                .toList();
    }

    private NodeSyncResult hear(
            Node node, Site site, SiteOrder order, BiConsumer<NodeId, NodeReport> beforeTheOrder, JobControl control) {
        control.log(node.label() + ": connects");
        try (NodeLink link = visit.connect(node.id(), site)) {
            NodeReport report = visit.hear(node.id(), link);
            if (report.runsBootstrap()) {
                throw ProblemException.of(AppProblem.NODE_IN_BOOTSTRAP, "sync", node.label());
            }
            certify.run(visit.known(node.id()), link);
            NodeVisit.Drained drained = visit.drain(node.id(), link);
            beforeTheOrder.accept(node.id(), report);
            if (report.orderSequence() < order.sequence()) {
                link.order(order.envelope());
                report = visit.report(node.id(), link);
                control.log(node.label() + ": took order " + order.sequence());
            }
            return new NodeSyncResult(
                    node.id(),
                    node.label(),
                    Outcome.SYNCED,
                    report.slot(),
                    report.slot(),
                    report.release(),
                    0,
                    0,
                    drained.samples(),
                    drained.logLines(),
                    drained.gaps(),
                    null);
        }
    }

    private NodeSyncResult bring(
            NodeSyncResult heard,
            Site site,
            SiteTarget.Target target,
            boolean earlierFailed,
            OneCopy.Copy copied,
            PastFailure past,
            JobControl control) {
        NodeReport report = visit.known(heard.node()).report();
        if (report == null || target.runsOn(report)) {
            return heard;
        }
        if (past.isOver(report, target.chunks())) {
            return ended(heard, uncommitted(report), report, 0, 0, reason(report, heard.label()));
        }
        if (earlierFailed) {
            return ended(heard, Outcome.HELD_BACK, report, copied.sent(), copied.fromNeighbours(), null);
        }
        Node node = visit.known(heard.node());
        return lanes.in(node.id(), () -> {
            try {
                UpdateNode.Ended done = update.run(node.id(), site, target, copied, past, control);
                Outcome outcome = done.committed() ? Outcome.COMMITTED : uncommitted(done.report());
                @Nullable Problem problem = done.committed() ? null : reason(done.report(), heard.label());
                return ended(heard, outcome, done.report(), done.pushedBytes(), done.neighbourBytes(), problem);
            } catch (ProblemException e) {
                rethrowIfCancelled(e);
                return ended(heard, Outcome.FAILED, report, copied.sent(), copied.fromNeighbours(), e.problem());
            } catch (RuntimeException unexpected) {
                LOG.error("the update of {} failed", node.label(), unexpected);
                return ended(
                        heard, Outcome.FAILED, report, copied.sent(), copied.fromNeighbours(), unexpected(unexpected));
            }
        });
    }

    /** An update that ended before anything was tried has failed; one that was tried has fallen back. */
    private static Outcome uncommitted(NodeReport report) {
        ContentReport content = report.content();
        if (content != null && content.failed() != null) {
            return Outcome.ROLLED_BACK;
        }
        var last = report.lastUpdate();
        return last != null && last.outcome().equals("failed") ? Outcome.FAILED : Outcome.ROLLED_BACK;
    }

    private static Problem reason(NodeReport report, String label) {
        ContentReport content = report.content();
        if (content != null && !content.reason().isEmpty()) {
            return Problem.of(AppProblem.UPDATE_FELL_BACK, "update", label, "reason", content.reason());
        }
        var last = report.lastUpdate();
        return Problem.of(AppProblem.UPDATE_FELL_BACK, "update", label, "reason", last == null ? "" : last.reason());
    }

    private static NodeSyncResult ended(
            NodeSyncResult heard,
            Outcome outcome,
            NodeReport report,
            long pushed,
            long fromNeighbours,
            @Nullable Problem problem) {
        return new NodeSyncResult(
                heard.node(),
                heard.label(),
                outcome,
                heard.slotBefore(),
                report.slot(),
                report.release(),
                pushed,
                fromNeighbours,
                heard.samples(),
                heard.logLines(),
                heard.gaps(),
                problem);
    }

    private static NodeSyncResult guarded(Node node, java.util.function.Supplier<NodeSyncResult> work) {
        try {
            return work.get();
        } catch (ProblemException e) {
            rethrowIfCancelled(e);
            boolean absent = e.problem().is(AppProblem.NODE_UNREACHABLE)
                    || e.problem().is(AppProblem.NODE_TIMED_OUT)
                    || e.problem().is(AppProblem.NODE_HOST_KEY_UNKNOWN);
            Outcome outcome = absent ? Outcome.UNREACHABLE : Outcome.FAILED;
            return without(node, outcome, e.problem());
        } catch (RuntimeException unexpected) {
            // A fault of ours with one node may not cost the others their visit.
            LOG.error("the visit of {} failed", node.label(), unexpected);
            return without(node, Outcome.FAILED, unexpected(unexpected));
        }
    }

    private static NodeSyncResult without(Node node, Outcome outcome, Problem problem) {
        return new NodeSyncResult(node.id(), node.label(), outcome, "", "", "", 0, 0, 0, 0, 0, problem);
    }

    private static Problem unexpected(RuntimeException cause) {
        return Problem.of(AppProblem.UNEXPECTED, "sync", "sync", "detail", cause);
    }

    private static void rethrowIfCancelled(ProblemException e) {
        if (e.problem().is(AppProblem.CANCELLED)) {
            throw e;
        }
    }

    private void tell(SiteSyncReport report) {
        if (!report.reached()) {
            return;
        }
        transactions.inOne(() -> {
            for (NodeSyncResult node : report.nodes()) {
                if (node.outcome() != Outcome.UNREACHABLE) {
                    activity.add(
                            "node." + node.outcome().word(),
                            node.label(),
                            "site",
                            report.name(),
                            "slot",
                            node.slotAfter(),
                            "sent",
                            node.pushedBytes(),
                            "samples",
                            node.samples(),
                            "logLines",
                            node.logLines());
                }
            }
            return true;
        });
    }
}
