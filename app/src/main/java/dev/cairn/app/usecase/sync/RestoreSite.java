package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.fleet.Fleet;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.NodeRepository;
import dev.cairn.app.domain.fleet.NodeState;
import dev.cairn.app.domain.fleet.RestoreReport;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.link.NodeLink;
import dev.cairn.app.domain.order.SiteOrder;
import dev.cairn.app.usecase.fleet.FleetSigning;
import dev.cairn.app.usecase.fleet.InitFleet;
import dev.cairn.app.usecase.job.Job;
import dev.cairn.app.usecase.job.JobControl;
import dev.cairn.app.usecase.job.Jobs;
import dev.cairn.protocol.NodeProblem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends a site's cluster back to a snapshot that one of its servers holds, and waits for the outcome. Safe for many threads. */
public final class RestoreSite {
    private final Parts parts;

    RestoreSite(Parts parts) {
        this.parts = parts;
    }

    record Parts(
            Jobs jobs,
            InitFleet fleet,
            NodeRepository nodes,
            NodeVisit visit,
            IssueOrder orders,
            FleetSigning signing,
            Lanes lanes,
            ActivityLog activity,
            InstantSource clock,
            SyncTimes times) {}

    /** Goes on by itself at the site once the server has taken the order; fails with the reason if the server went back to what it had. */
    public Job<RestoreReport> start(Site site, Node server, String snapshot) {
        parts.signing().requireOpen("restore");
        return parts.jobs().start("Restore " + site.name(), control -> run(site, server, snapshot, control));
    }

    private RestoreReport run(Site site, Node server, String snapshot, JobControl control) {
        Fleet fleet = parts.fleet().required();
        List<Node> others = parts.nodes().ofSite(site.id()).stream()
                .filter(node -> node.state() != NodeState.RETIRED && !node.id().equals(server.id()))
                .toList();
        others.forEach(other -> requireKnows(other, other.report()));
        SiteOrder order = parts.lanes().in(server.id(), () -> order(fleet, site, server, snapshot));
        control.log(server.label() + ": took order " + order.sequence());
        for (Node other : others) {
            tell(site, other, order, control);
        }
        return await(site, server, order, control);
    }

    /** The server that has to do it hears of it first: what it refuses, nobody else is told. */
    private SiteOrder order(Fleet fleet, Site site, Node server, String snapshot) {
        try (NodeLink link = parts.visit().connect(server.id(), site)) {
            NodeReport report = parts.visit().report(server.id(), link);
            requireKnows(server, report);
            if (report.snapshots().stream().noneMatch(kept -> kept.name().equals(snapshot))) {
                throw new ProblemException(new Problem(
                        NodeProblem.RESTORE_NO_SNAPSHOT.code(), "restore", server.label(), Map.of("reason", snapshot)));
            }
            SiteOrder order = parts.orders().restoring(fleet, site, server.id(), snapshot);
            try {
                link.order(order.envelope());
            } catch (ProblemException refused) {
                if (!UpdateNode.isAbsence(refused.problem())) {
                    parts.orders().withdrawing(fleet, site);
                }
                throw refused;
            }
            parts.activity().add("site.restore-ordered", site.name(), "node", server.label(), "snapshot", snapshot);
            return order;
        }
    }

    /** Agents read orders strictly: one that does not know restores would refuse this one and all after it. */
    private static void requireKnows(Node node, @Nullable NodeReport report) {
        if (report != null && report.restore() == null) {
            throw ProblemException.of(AppProblem.RESTORE_AGENT_OLD, "restore", node.label());
        }
    }

    /** Who is not reached hears it from its neighbours, or at the next visit. */
    private void tell(Site site, Node other, SiteOrder order, JobControl control) {
        parts.lanes().in(other.id(), () -> {
            try (NodeLink link = parts.visit().connect(other.id(), site)) {
                link.order(order.envelope());
            } catch (ProblemException later) {
                control.log(other.label() + ": " + later.problem().code());
            }
            return true;
        });
    }

    private RestoreReport await(Site site, Node server, SiteOrder order, JobControl control) {
        Instant until = parts.clock().instant().plus(parts.times().updateWithin());
        String said = "";
        while (parts.clock().instant().isBefore(until)) {
            control.check();
            Optional<RestoreReport> told = ask(site, server).filter(report -> report.since() == order.sequence());
            String now = told.map(RestoreReport::phase).orElse(said);
            if (!now.equals(said)) {
                said = now;
                control.doing(server.label() + ": " + said);
            }
            if (told.filter(RestoreReport::isDone).isPresent()) {
                parts.activity()
                        .add(
                                "site.restored",
                                site.name(),
                                "snapshot",
                                told.get().snapshot());
                return told.get();
            }
            if (told.filter(RestoreReport::hasFailed).isPresent()) {
                parts.activity()
                        .add(
                                "site.restore-failed",
                                site.name(),
                                "reason",
                                told.get().reason());
                throw failed(server, told.get());
            }
            Pause.about(parts.times().pollEvery());
        }
        throw ProblemException.of(
                AppProblem.RESTORE_TIMED_OUT,
                "restore",
                server.label(),
                "minutes",
                parts.times().updateWithin().toMinutes());
    }

    private Optional<RestoreReport> ask(Site site, Node server) {
        return parts.lanes().in(server.id(), () -> {
            try (NodeLink link = parts.visit().connect(server.id(), site)) {
                return Optional.ofNullable(
                        parts.visit().report(server.id(), link).restore());
            } catch (ProblemException away) {
                if (!UpdateNode.isAbsence(away.problem())) {
                    throw away;
                }
                return Optional.<RestoreReport>empty();
            }
        });
    }

    /** The node says a code, and after it what it met. */
    private static ProblemException failed(Node server, RestoreReport report) {
        String[] told = report.reason().split(": ", 2);
        return new ProblemException(
                new Problem(told[0], "restore", server.label(), Map.of("reason", told.length < 2 ? "" : told[1])));
    }
}
