package dev.cairn.app.cli;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.fleet.Coordinates;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.RestoreReport;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.fleet.SnapshotReport;
import dev.cairn.app.domain.fleet.TimelineEntry;
import dev.cairn.app.domain.fleet.Topology;
import dev.cairn.app.usecase.fleet.NewSite;
import dev.cairn.app.usecase.fleet.SiteSummary;
import dev.cairn.app.usecase.kubernetes.KubernetesAccess;
import dev.cairn.app.usecase.problem.ProblemTexts;
import dev.cairn.app.usecase.sync.SiteBackup;
import dev.cairn.app.usecase.vault.KeptSecrets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sites. */
@Command(name = "site", description = "Sites: the places that have a cluster.")
final class SiteCommands {
    @Command(description = "Add a site.")
    int add(
            @Mixin Common common,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--address", paramLabel = "TEXT") @Nullable String address,
            @Option(names = "--at", paramLabel = "LAT,LON", split = ",", description = "Coordinates in degrees.")
                    @Nullable
                    List<Double> at,
            @Option(names = "--label", paramLabel = "KEY=VALUE") @Nullable Map<String, String> labels,
            @Option(
                            names = "--reach",
                            paramLabel = "HOST[:PORT]",
                            split = ",",
                            description = "Saved addresses of its nodes.")
                    @Nullable
                    List<String> reach,
            @Option(names = "--window", paramLabel = "TEXT", description = "The maintenance window.") @Nullable
                    String window) {
        return common.run(cairn -> {
            Site site = cairn.addSite()
                    .run(new NewSite(
                            name,
                            address == null ? "" : address,
                            coordinates(at),
                            labels == null ? Map.of() : labels,
                            reach == null ? List.of() : reach,
                            window));
            return Answer.of(Map.of("site", site), "added site " + site.name() + " (" + site.id() + ")");
        });
    }

    @Command(description = "List the sites.")
    int list(@Mixin Common common) {
        return common.run(cairn -> {
            List<SiteSummary> all = cairn.listSites().all();
            return new Answer(
                    Map.of("sites", all),
                    all.isEmpty()
                            ? List.of("no site yet; cairn site add NAME adds one")
                            : all.stream().map(SiteCommands::line).toList());
        });
    }

    @Command(description = "Show a site and its nodes.")
    int show(@Mixin Common common, @Parameters(paramLabel = "SITE") String reference) {
        return common.run(cairn -> {
            SiteSummary summary = cairn.listSites().show(reference);
            List<Node> nodes = cairn.listNodes().ofSite(summary.site().id());
            List<String> lines = new ArrayList<>();
            lines.add(line(summary));
            nodes.forEach(node ->
                    lines.add("  " + NodeCommands.line(node, summary.site().name())));
            Topology topology = Topology.of(nodes);
            lines.addAll(TopologyLines.of(topology, new ProblemTexts()));
            List<TimelineEntry> timeline = cairn.siteTimeline().of(summary.site());
            lines.addAll(TopologyLines.timeline(timeline));
            nodes.forEach(node -> lines.addAll(SnapshotLines.of(node)));
            return new Answer(
                    Map.of("site", summary, "nodes", nodes, "topology", topology, "timeline", timeline), lines);
        });
    }

    @Command(
            description =
                    "Take the keys and tokens that a site's cluster cannot be rebuilt without into the vault. Every sync does so too.")
    int backup(
            @Mixin Common common,
            @Parameters(paramLabel = "SITE") String reference,
            @Option(
                            names = "--write",
                            paramLabel = "DIR",
                            description =
                                    "Ask nobody, and write what is kept into a new folder, readable for you alone.")
                    @Nullable
                    Path folder,
            @Mixin Listening listening) {
        return common.run(cairn -> {
            Site site = cairn.listSites().find(reference);
            if (folder != null) {
                KeptSecrets kept = cairn.syncSite().backUpSite().write(site, folder);
                int files = kept.secrets().files().size();
                return Answer.of(
                        Map.of("cluster", kept.cluster(), "node", kept.node(), "files", files, "folder", folder),
                        "wrote " + files + " keys and tokens of cluster " + kept.cluster() + " to " + folder
                                + "; whoever reads them has the cluster");
            }
            listening.run(cairn);
            SiteBackup backup = common.await(cairn.syncSite().backUpSite().start(site));
            return Answer.of(
                    Map.of("backup", backup),
                    backup.outcome() == SiteBackup.Outcome.KEPT
                            ? BackupLines.kept(backup)
                            : "the vault has the same already");
        });
    }

    @Command(
            description =
                    "Bring a site's cluster back to a snapshot that one of its servers holds. What it learned since is lost; the other servers join again.")
    int restore(
            @Mixin Common common,
            @Parameters(paramLabel = "SITE") String reference,
            @Option(names = "--node", paramLabel = "NODE", required = true, description = "The server that holds it.")
                    String server,
            @Option(names = "--snapshot", paramLabel = "NAME", description = "Its newest when left out.") @Nullable
                    String name,
            @Mixin Listening listening,
            @Option(names = "--yes", description = "Do not ask.") boolean yes) {
        return common.run(cairn -> {
            Site site = cairn.listSites().find(reference);
            Node node = cairn.listNodes().find(server);
            SnapshotReport snapshot = SnapshotLines.chosen(node, site, name);
            Confirmation.require(
                    node,
                    "Everything that the cluster of " + site.name() + " learned after " + snapshot.name() + " ("
                            + Words.ago(snapshot.at()) + ") is lost; volumes stay as they are now",
                    "restore",
                    yes);
            listening.run(cairn);
            RestoreReport done = common.await(cairn.syncSite().restoreSite().start(site, node, snapshot.name()));
            return Answer.of(
                    Map.of("restore", done, "node", node.id()),
                    site.name() + " runs from " + done.snapshot() + " on " + node.label()
                            + "; its other servers join again");
        });
    }

    @Command(
            description = {
                "Open a way to the Kubernetes API of a site: run a command with KUBECONFIG set, or stay open until Ctrl+C.",
                "For example: cairn site reach Harbour -- kubectl get nodes"
            })
    int reach(
            @Mixin Common common,
            @Parameters(paramLabel = "SITE") String site,
            @Option(
                            names = "--port",
                            paramLabel = "N",
                            defaultValue = "0",
                            description = "Port on 127.0.0.1; any that is free when left out.")
                    int port,
            @Option(names = "--kubeconfig", paramLabel = "FILE", description = "Where the kubeconfig is written.")
                    @Nullable
                    Path kubeconfig,
            @Mixin Listening listening,
            @Parameters(index = "1..*", arity = "0..*", paramLabel = "COMMAND", description = "What to run.") @Nullable
                    List<String> command) {
        return common.run(cairn -> {
            listening.run(cairn);
            try (KubernetesAccess access = cairn.reachKubernetes().open(site, port, kubeconfig)) {
                return new SiteReach(common, access).during(command == null ? List.of() : command);
            }
        });
    }

    @Command(
            description = {
                "Decide which nodes of a site are its servers: one, three or five; all others are agents.",
                "Without --server it tells what is decided and what the nodes said."
            })
    int roles(
            @Mixin Common common,
            @Parameters(paramLabel = "SITE") String reference,
            @Option(names = "--server", paramLabel = "NODE", split = ",", description = "Those that shall be servers.")
                    @Nullable
                    List<String> servers,
            @Option(names = "--by-themselves", description = "Leave it to the nodes, as without any order.")
                    boolean byThemselves) {
        return common.run(cairn -> {
            if (servers != null || byThemselves) {
                return RoleAnswer.of(cairn.changeRoles().run(reference, servers == null ? List.of() : servers));
            }
            Site site = cairn.listSites().find(reference);
            Topology topology = Topology.of(cairn.listNodes().ofSite(site.id()));
            return new Answer(
                    Map.of("site", site.name(), "topology", topology), TopologyLines.of(topology, new ProblemTexts()));
        });
    }

    @Command(
            description = {
                "Tell what runs in a site's Kubernetes: workloads with their ready pods, pods that do not run and why, nodes.",
                "Asks the site now; what it said last is kept here and shown with --last."
            })
    int workloads(
            @Mixin Common common,
            @Parameters(paramLabel = "SITE") String reference,
            @Option(names = "--last", description = "Do not ask: show the last look, with its age.") boolean last,
            @Mixin Listening listening) {
        return common.run(cairn -> {
            Site site = cairn.listSites().find(reference);
            if (last) {
                return WorkloadLines.answer(site, cairn.listWorkloads().last(site.id()));
            }
            listening.run(cairn);
            return WorkloadLines.answer(
                    site, Optional.of(cairn.listWorkloads().look(site.id().value())));
        });
    }

    private static @Nullable Coordinates coordinates(@Nullable List<Double> at) {
        if (at == null) {
            return null;
        }
        if (at.size() != 2) {
            throw ProblemException.of(AppProblem.USAGE, "read", "--at", "reason", "two numbers: latitude,longitude");
        }
        return new Coordinates(at.getFirst(), at.getLast());
    }

    private static String line(SiteSummary summary) {
        return summary.site().name() + "  " + summary.nodes() + " nodes, " + summary.running()
                + " on the desired release, " + summary.unhealthy() + " degraded, last seen "
                + Words.ago(summary.lastSeen());
    }
}
