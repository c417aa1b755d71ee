package dev.cairn.app.ui.sites;

import dev.cairn.app.domain.fleet.ClusterReport;
import dev.cairn.app.domain.fleet.Coordinates;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.NodeState;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.fleet.Topology;
import dev.cairn.app.ui.control.Buttons;
import dev.cairn.app.ui.control.Facts;
import dev.cairn.app.ui.control.Looks;
import dev.cairn.app.ui.control.StateBadge;
import dev.cairn.app.ui.control.StateLook;
import dev.cairn.app.ui.control.StateLook.Tone;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.frame.Place;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.text.Times;
import dev.cairn.app.ui.theme.Icon;
import dev.cairn.app.ui.update.UpdateDialog;
import dev.cairn.app.usecase.fleet.SiteSummary;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The drawer of a site: what should run beside what was seen running, its nodes, its address. FX thread only. */
final class SiteDetail extends VBox {
    SiteDetail(SiteSummary summary, SitesViewModel.Known known, SitesViewModel model, UpdateDialog update, Desk desk) {
        List<Node> nodes = known.nodes();
        setId("site-detail");
        getStyleClass().add("detail");
        Site site = summary.site();
        Instant seen = summary.lastSeen();
        Topology topology = Topology.of(nodes);
        getChildren()
                .add(new StateBadge(
                        topology.alarms().isEmpty()
                                ? Looks.ofSite(summary.nodes(), summary.unhealthy(), seen, model.now())
                                : new StateLook(Tone.BROKEN, Icon.BROKEN, Texts.text("sites.cluster.alarm")),
                        seen == null ? Texts.text("seen.never") : Texts.text("seen.ago", Times.ago(seen, model.now())),
                        ""));
        Button start =
                Buttons.main("site-update", Texts.text("sites.update"), Icon.UPDATE, () -> update.open(site, desk));
        start.setDisable(nodes.isEmpty());
        Button roles = Buttons.plain(
                "site-roles",
                Texts.text("sites.roles"),
                Icon.ASSIGN,
                () -> desk.dialog(new RolesDialog(site, nodes, model, desk)));
        roles.setDisable(nodes.isEmpty());
        getChildren().add(new HBox(8, start, roles));
        String desired = model.releaseLabel(site.desiredRelease());
        getChildren()
                .add(new Facts()
                        .add(Texts.text("sites.detail.desired"), desired.isEmpty() ? Texts.text("none") : desired)
                        .add(
                                Texts.text("sites.detail.actual"),
                                site.desiredRelease() == null
                                        ? Texts.text("none")
                                        : Texts.text("sites.running", summary.running(), summary.nodes()))
                        .add(Texts.text("sites.detail.address"), orNone(site.address()))
                        .add(Texts.text("sites.detail.coordinates"), orNone(coordinates(site)))
                        .add(Texts.text("sites.detail.reach"), orNone(String.join(", ", site.reach())))
                        .add(
                                Texts.text("sites.detail.window"),
                                site.maintenanceWindow() == null ? Texts.text("none") : site.maintenanceWindow()));
        if (!topology.clusters().isEmpty() || !topology.alarms().isEmpty()) {
            getChildren().add(new ClusterView(topology, model.now(), desk));
        }
        if (!nodes.isEmpty()) {
            getChildren().add(new WorkloadsView(model.workloadsOf(site.id())));
        }
        Label title = new Label(Texts.count("nodes.count", nodes.size()));
        title.getStyleClass().add("section-title");
        getChildren().add(title);
        nodes.forEach(node -> getChildren().add(row(node, model, desk)));
        if (nodes.isEmpty()) {
            Label none = new Label(Texts.text("sites.detail.no-nodes"));
            none.setWrapText(true);
            none.getStyleClass().add("muted");
            getChildren().add(none);
        }
        if (!nodes.isEmpty()) {
            getChildren().add(new AccessView(model.accessTo(site.id())));
        }
        getChildren().add(new TimelineView(known.timeline(), model.now()));
    }

    private static VBox row(Node node, SitesViewModel model, Desk desk) {
        Instant now = model.now();
        Button name = Buttons.link(
                "site-node",
                node.label(),
                () -> desk.goTo(Place.NODES, node.id().value()));
        HBox.setMargin(name, new Insets(0, 0, 0, -6));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(
                8,
                name,
                gap,
                new StateBadge(
                        Looks.of(node, now),
                        node.lastSeen() == null ? "" : Times.ago(node.lastSeen().at(), now),
                        Looks.exact(node.lastSeen())));
        head.setAlignment(Pos.CENTER_LEFT);
        Label words = new Label(words(node));
        words.getStyleClass().addAll("muted", "small");
        VBox box = new VBox(4, head, words);
        NodeReport report = node.report();
        if (report != null && report.content() != null) {
            box.getChildren().add(new ContentLine(report.content()));
        }
        if (node.state() != NodeState.RETIRED && !Looks.reachable(node, now)) {
            Button replace = Buttons.link(
                    "site-replace",
                    Texts.text("sites.replace"),
                    () -> model.replacements(
                            node,
                            candidates -> desk.dialog(new ReplaceDialog(node, candidates, model, desk)),
                            desk::problem));
            VBox.setMargin(replace, new Insets(0, 0, 0, -6));
            box.getChildren().add(replace);
        }
        box.getStyleClass().add("card");
        return box;
    }

    private static String words(Node node) {
        NodeReport report = node.report();
        String decided = node.role() == null ? "" : Texts.word(node.role());
        ClusterReport cluster = report == null ? null : report.cluster();
        String role = cluster == null ? decided : ClusterView.roleOf(cluster);
        return report == null
                ? role
                : Texts.text(
                        "sites.detail.node-runs",
                        role,
                        report.version(),
                        report.slot().toUpperCase(Locale.ROOT),
                        report.kubernetes());
    }

    private static String coordinates(Site site) {
        Coordinates place = site.coordinates();
        return place == null ? "" : String.format(Locale.ROOT, "%.4f, %.4f", place.latitude(), place.longitude());
    }

    private static String orNone(String words) {
        return words.isEmpty() ? Texts.text("none") : words;
    }
}
