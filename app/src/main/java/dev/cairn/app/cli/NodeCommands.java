package dev.cairn.app.cli;

import dev.cairn.app.domain.fleet.ContentReport;
import dev.cairn.app.domain.fleet.LastSeen;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.PastUpdate;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.usecase.fleet.ReplaceNode;
import dev.cairn.app.usecase.sync.ReflashRequest;
import dev.cairn.app.wiring.Cairn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Nodes. */
@Command(
        name = "node",
        description =
                "Nodes: list, show, log, assign, replace, promote, demote, bootstrap, reflash, wipe, start-over, retire.")
final class NodeCommands {
    private static final int MOST_LINES = 1_000;

    @Command(description = "List the nodes, those discovered first.")
    int list(
            @Mixin Common common,
            @Option(
                            names = "--listen",
                            paramLabel = "SECONDS",
                            defaultValue = "0",
                            description = "Listen for beacons so long before.")
                    int seconds) {
        return common.run(cairn -> {
            Listening.forSeconds(cairn, seconds);
            if (seconds > 0 && cairn.initFleet().current().isPresent()) {
                cairn.hearNewNodes().all();
            }
            List<Node> all = cairn.listNodes().all();
            return new Answer(
                    Map.of("nodes", all),
                    all.isEmpty()
                            ? List.of("no node yet; switch one on that was written with an image of this fleet")
                            : all.stream()
                                    .map(node -> line(node, site(cairn, node)))
                                    .toList());
        });
    }

    @Command(description = "Show a node with its facts, what it last reported, and how its updates ended.")
    int show(@Mixin Common common, @Parameters(paramLabel = "NODE") String reference) {
        return common.run(cairn -> {
            Node node = cairn.listNodes().find(reference);
            List<PastUpdate> updates = cairn.listUpdates().of(node.id());
            List<String> lines = new ArrayList<>(List.of(line(node, site(cairn, node))));
            lines.addAll(NodeLines.of(node.report()));
            lines.addAll(NodeLines.of(node.facts()));
            updates.stream().map(UpdateLines::of).forEach(lines::add);
            lines.addAll(SnapshotLines.of(node));
            return new Answer(Map.of("node", node, "updates", updates), lines);
        });
    }

    @Command(
            description =
                    "Print the newest lines of a node's log, or what its last failed trial logged: that is kept here, once a visit brought it.")
    int log(
            @Mixin Common common,
            @Parameters(paramLabel = "NODE") String reference,
            @Option(names = "--failed-trial", description = "The last boot of the trial that fell back.")
                    boolean failedTrial,
            @Option(
                            names = "--lines",
                            paramLabel = "N",
                            defaultValue = "200",
                            description = "So many of the newest lines; ${DEFAULT-VALUE} unless given.")
                    int lines) {
        return common.run(cairn -> {
            Node node = cairn.listNodes().find(reference);
            if (failedTrial) {
                return TrialLogAnswer.of(node, cairn.readNodeLog().failedTrial(node.id()));
            }
            List<String> told = cairn.readNodeLog().lines(node.id(), Math.clamp(lines, 1, MOST_LINES));
            return new Answer(Map.of("node", node.id(), "lines", told), told);
        });
    }

    @Command(description = "Give a node to a site. It learns so at the next sync.")
    int assign(
            @Mixin Common common,
            @Parameters(paramLabel = "NODE") String reference,
            @Option(names = "--site", paramLabel = "S", required = true) String site,
            @Option(names = "--role", paramLabel = "ROLE", defaultValue = "server", description = "server or agent.")
                    String role,
            @Option(names = "--host-name", paramLabel = "NAME", description = "Else one is made from the site's name.")
                    @Nullable
                    String hostName) {
        return common.run(cairn -> {
            Role known = Objects.requireNonNull(ImageCommands.role(role));
            SiteId siteId = cairn.listSites().find(site).id();
            Node node = cairn.assignNode().run(cairn.listNodes().find(reference).id(), siteId, known, hostName);
            return Answer.of(Map.of("node", node), line(node, site(cairn, node)));
        });
    }

    @Command(
            description = {
                "Put another node in the place of one that is gone: the old one retires, the new one gets its site and role.",
                "It gets a name of its own: the cluster knows the old machine by its name until it has taken it out."
            })
    int replace(
            @Mixin Common common,
            @Parameters(paramLabel = "OLD") String old,
            @Option(names = "--with", paramLabel = "NEW", required = true) String other,
            @Option(names = "--host-name", paramLabel = "NAME", description = "Else one is made from the site's name.")
                    @Nullable
                    String hostName,
            @Option(names = "--yes", description = "Also if the old one still runs.") boolean yes) {
        return common.run(cairn -> {
            ReplaceNode.Replaced replaced = cairn.replaceNode()
                    .run(
                            cairn.listNodes().find(old).id(),
                            cairn.listNodes().find(other).id(),
                            hostName,
                            yes);
            return Answer.of(
                    Map.of("retired", replaced.old(), "node", replaced.replacement()),
                    replaced.replacement().label() + " takes the place of "
                            + replaced.old().label() + " at " + replaced.site()
                            + "; sync the site, so that its nodes learn it");
        });
    }

    @Command(description = "Make nodes servers of their site, beside those that are: one, three or five in the end.")
    int promote(
            @Mixin Common common,
            @Parameters(paramLabel = "NODE", arity = "1..*") List<String> references,
            @Option(names = "--instead-of", paramLabel = "NODE", description = "This one becomes an agent.") @Nullable
                    String insteadOf) {
        return common.run(cairn -> RoleAnswer.of(cairn.changeRoles().promote(references, insteadOf)));
    }

    @Command(description = "Make servers of a site agents: one, three or five servers are left.")
    int demote(@Mixin Common common, @Parameters(paramLabel = "NODE", arity = "1..*") List<String> references) {
        return common.run(cairn -> RoleAnswer.of(cairn.changeRoles().demote(references)));
    }

    @Command(description = "Take a node out of the fleet's view; it is not told.")
    int retire(@Mixin Common common, @Parameters(paramLabel = "NODE") String reference) {
        return common.run(cairn -> {
            Node node = cairn.retireNode().run(cairn.listNodes().find(reference));
            return Answer.of(Map.of("node", node), "retired " + node.label());
        });
    }

    @Command(
            description =
                    "Send a node into its bootstrap system, which runs nothing and waits to be written. Data and slots stay; a restart"
                            + " leads back to its slot.")
    int bootstrap(
            @Mixin Common common,
            @Parameters(paramLabel = "NODE") String reference,
            @Option(names = "--yes", description = "Do not ask: its workloads stop until a slot is booted again.")
                    boolean yes) {
        return common.run(cairn -> {
            Node node = cairn.listNodes().find(reference);
            String stops = "Its workloads stop until a slot is booted again; slots and data stay as they are";
            Confirmation.require(node, stops, "bootstrap", yes);
            Node there = common.await(cairn.reflashNode().bootstrap(node.id()));
            return Answer.of(Map.of("node", there), there.label() + " runs its bootstrap system");
        });
    }

    @Command(
            description =
                    "Write a release over both slots of a node: into its bootstrap system, write, read back, restart. Started again, it goes"
                            + " on where it was.")
    int reflash(
            @Mixin Common common,
            @Parameters(paramLabel = "NODE") String reference,
            @Option(names = "--release", paramLabel = "R", description = "The release to write.") @Nullable
                    String release,
            @Option(names = "--image", paramLabel = "IMG", description = "An image that was baked here: what it holds.")
                    @Nullable
                    String image,
            @Option(names = "--wipe", description = "Erase the data partition, too: the node comes back as a new one.")
                    boolean wipe,
            @Option(names = "--yes", description = "Do not ask.") boolean yes) {
        return common.run(cairn -> {
            Node node = cairn.listNodes().find(reference);
            ReflashRequest request = ReflashChoice.of(cairn, node, release, image, wipe);
            Confirmation.require(node, ReflashChoice.loses(wipe), "reflash", yes);
            cairn.watchNodes().start();
            Node back = common.await(cairn.reflashNode().start(request));
            return Answer.of(
                    Map.of("node", back, "release", request.release().label(), "wiped", wipe),
                    back.label() + " runs " + request.release().label());
        });
    }

    @Command(
            description =
                    "Erase a node's data through its bootstrap system. Its slots stay, and it comes back as a new node, which is given its place.")
    int wipe(
            @Mixin Common common,
            @Parameters(paramLabel = "NODE") String reference,
            @Option(names = "--yes", description = "Do not ask.") boolean yes) {
        return common.run(cairn -> {
            Node node = cairn.listNodes().find(reference);
            Confirmation.require(
                    node,
                    "All its data is lost, among it its cluster, its volumes and its identity; its slots stay",
                    "wipe",
                    yes);
            cairn.watchNodes().start();
            Node back = common.await(cairn.eraseNode().wipe(node.id()));
            return Answer.of(Map.of("node", back), back.label() + " was wiped");
        });
    }

    @Command(
            name = "start-over",
            description =
                    "Leave nothing on a node's disk but its bootstrap system: both slots are emptied and its data is erased. It waits there.")
    int startOver(
            @Mixin Common common,
            @Parameters(paramLabel = "NODE") String reference,
            @Option(names = "--yes", description = "Do not ask.") boolean yes) {
        return common.run(cairn -> {
            Node node = cairn.listNodes().find(reference);
            Confirmation.require(
                    node,
                    "Both slots and all its data are lost, among it its cluster, its volumes and its identity",
                    "start-over",
                    yes);
            cairn.watchNodes().start();
            Node back = common.await(cairn.eraseNode().startOver(node.id()));
            return Answer.of(Map.of("node", back), back.label() + " waits in its bootstrap system");
        });
    }

    /** What changes in Kubernetes, or did not get well. */
    private static String content(@Nullable ContentReport content) {
        if (content == null) {
            return "";
        }
        String under = content.phase().equals("idle") ? "" : ", applications: " + content.phase();
        return content.reason().isEmpty() ? under : under + ", applications failed: " + content.reason();
    }

    static String line(Node node, String site) {
        NodeReport report = node.report();
        LastSeen seen = node.lastSeen();
        String said = report == null
                ? "nothing reported yet"
                : "slot " + report.slot() + ", " + report.version() + ", " + report.health() + ", Kubernetes "
                        + report.kubernetes() + content(report.content()) + ", reported " + Words.ago(report.at());
        return node.label() + "  " + node.state().word() + "  " + site + "  " + said + "; seen "
                + Words.ago(seen == null ? null : seen.at());
    }

    private static String site(Cairn cairn, Node node) {
        SiteId site = node.site();
        return site == null ? "no site" : cairn.listSites().find(site.value()).name();
    }
}
