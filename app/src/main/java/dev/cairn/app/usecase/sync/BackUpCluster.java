package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.fleet.ClusterReport;
import dev.cairn.app.domain.fleet.Fleet;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.link.NodeLink;
import dev.cairn.app.usecase.fleet.FleetSigning;
import dev.cairn.app.usecase.sync.SiteBackup.Outcome;
import dev.cairn.app.usecase.vault.ClusterVault;
import dev.cairn.app.usecase.vault.KeptSecrets;
import dev.cairn.protocol.ClusterSecrets;
import dev.cairn.protocol.FleetId;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.SecretsRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a site's cluster cannot be rebuilt without home into the vault, when it differs from what is there. What goes wrong with it spoils no visit.
 * Safe for many threads.
 */
final class BackUpCluster {
    private static final Duration REQUEST_LIFE = Duration.ofMinutes(15);

    private final NodeVisit visit;
    private final ClusterVault vault;
    private final FleetSigning signing;
    private final Lanes lanes;
    private final ActivityLog activity;
    private final InstantSource clock;

    BackUpCluster(
            NodeVisit visit,
            ClusterVault vault,
            FleetSigning signing,
            Lanes lanes,
            ActivityLog activity,
            InstantSource clock) {
        this.visit = visit;
        this.vault = vault;
        this.signing = signing;
        this.lanes = lanes;
        this.activity = activity;
        this.clock = clock;
    }

    /** Asks the first server of these that can tell; the others have the same. */
    SiteBackup run(Fleet fleet, Site site, List<NodeId> heard) {
        List<Node> servers = heard.stream()
                .map(visit::known)
                .filter(node -> cluster(node).isPresent())
                .sorted(Comparator.comparing(Node::label))
                .toList();
        SiteBackup last = SiteBackup.none();
        for (Node server : servers) {
            last = guarded(fleet, site, server);
            if (last.outcome() == Outcome.KEPT || last.outcome() == Outcome.UNCHANGED) {
                break;
            }
        }
        tell(site, last);
        return last;
    }

    private SiteBackup guarded(Fleet fleet, Site site, Node server) {
        try {
            return lanes.in(server.id(), () -> take(fleet, site, server));
        } catch (ProblemException e) {
            if (e.problem().is(AppProblem.CANCELLED)) {
                throw e;
            }
            boolean older = e.problem().code().equals(NodeProblem.COMMAND_UNKNOWN.code());
            return older ? SiteBackup.none() : notKept(server, e.problem());
        } catch (RuntimeException unexpected) {
            // Its words may hold what was to be kept.
            return notKept(
                    server,
                    Problem.of(
                            AppProblem.UNEXPECTED,
                            "backup",
                            server.label(),
                            "detail",
                            unexpected.getClass().getSimpleName()));
        }
    }

    private SiteBackup take(Fleet fleet, Site site, Node server) {
        NodeReport report = Objects.requireNonNull(server.report());
        String cluster = cluster(server).orElseThrow();
        @Nullable
        String known = vault.of(site.id(), cluster)
                .map(kept -> kept.secrets().digest())
                .orElse(null);
        Instant now = clock.instant();
        ClusterSecrets told;
        try (NodeLink link = visit.connect(server.id(), site)) {
            told = link.clusterSecrets(signing.envelope(
                    fleet,
                    new SecretsRequest(
                            SecretsRequest.FORMAT,
                            new FleetId(fleet.id()),
                            new dev.cairn.protocol.NodeId(server.id().value()),
                            report.bootId(),
                            known,
                            now.toEpochMilli(),
                            now.plus(REQUEST_LIFE).toEpochMilli())));
        }
        if (told.digest().equals(known)) {
            return new SiteBackup(Outcome.UNCHANGED, server.label(), cluster, 0, null);
        }
        if (told.files().isEmpty() || !told.matchesDigest()) {
            throw ProblemException.of(
                    AppProblem.NODE_ANSWER_INVALID,
                    "backup",
                    server.label(),
                    "reason",
                    "the cluster's keys are not what their digest says");
        }
        vault.keep(
                site.id(),
                new KeptSecrets(
                        KeptSecrets.FORMAT,
                        site.name(),
                        cluster,
                        server.label(),
                        report.agentVersion(),
                        now.toEpochMilli(),
                        told));
        return new SiteBackup(
                Outcome.KEPT, server.label(), cluster, told.files().size(), null);
    }

    private static SiteBackup notKept(Node server, Problem problem) {
        return new SiteBackup(Outcome.NOT_KEPT, server.label(), cluster(server).orElse(null), 0, problem);
    }

    /** The cluster whose state this node holds. */
    private static Optional<String> cluster(Node node) {
        NodeReport report = node.report();
        ClusterReport told = report == null ? null : report.cluster();
        return told == null || !told.voter()
                ? Optional.empty()
                : Optional.ofNullable(told.cluster()).filter(id -> id.matches("[a-z0-9-]{1,40}"));
    }

    private void tell(Site site, SiteBackup backup) {
        Problem problem = backup.problem();
        if (backup.outcome() == Outcome.KEPT) {
            activity.add("site.secrets-kept", site.name(), "node", backup.node(), "files", backup.files());
        } else if (problem != null) {
            activity.add("site.secrets-not-kept", site.name(), "node", backup.node(), "reason", problem.code());
        }
    }
}
