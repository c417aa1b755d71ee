package dev.cairn.app.ui.nodes;

import dev.cairn.app.domain.activity.ActivityEntry;
import dev.cairn.app.domain.fleet.DiskFact;
import dev.cairn.app.domain.fleet.LastSeen;
import dev.cairn.app.domain.fleet.NicFact;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeFacts;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.NodeState;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.ui.activity.ActivityWords;
import dev.cairn.app.ui.control.Buttons;
import dev.cairn.app.ui.control.DigestLabel;
import dev.cairn.app.ui.control.Facts;
import dev.cairn.app.ui.control.Looks;
import dev.cairn.app.ui.control.StateBadge;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.frame.Place;
import dev.cairn.app.ui.port.FileChoosing;
import dev.cairn.app.ui.text.Numbers;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.text.Times;
import dev.cairn.app.ui.theme.Icon;
import dev.cairn.app.ui.update.UpdateDialog;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The drawer of a node: its state and age, slots, desired beside actual, hardware, history. Follows its node. FX thread only. */
final class NodeDetail extends VBox {
    private final NodesViewModel model;
    private final NodeDetailModel detail;
    private final UpdatesView updates;
    private final NodeActionsView disk;
    private final NodeJobs jobs;
    private final NodeJobView job = new NodeJobView();
    private final UpdateDialog update;
    private final Desk desk;
    private final Assigning assigning;
    private final VBox history = new VBox(6);
    private final StackPane badge = new StackPane();
    private final VBox body = new VBox(10);
    private Node node;

    NodeDetail(
            Node node,
            NodesViewModel model,
            NodeDetailModel detail,
            NodeActions actions,
            NodeJobs jobs,
            UpdateDialog update,
            FileChoosing files,
            Desk desk,
            Assigning assigning) {
        this.node = node;
        this.model = model;
        this.detail = detail;
        this.updates = new UpdatesView(() -> this.node, model, detail, files, desk);
        this.update = update;
        this.desk = desk;
        this.assigning = assigning;
        this.disk = new NodeActionsView(actions, desk);
        this.jobs = jobs;
        setId("node-detail");
        getStyleClass().add("detail");
        badge.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(badge, job, body);
        showAge();
        job.show(jobs.of(nodeId()), node.label());
        build();
    }

    String nodeId() {
        return node.id().value();
    }

    /** Shows what is known now; what has not changed keeps its place and focus. */
    void show(Node newer) {
        boolean changed = !newer.equals(node);
        node = newer;
        showAge();
        if (changed) {
            build();
        }
    }

    /** Shows what a job does to the node now. */
    void showJob() {
        boolean before = job.isVisible();
        job.show(jobs.of(nodeId()), node.label());
        if (before != isBusy()) {
            build();
        }
    }

    private boolean isBusy() {
        return jobs.of(nodeId()) != null;
    }

    private void showAge() {
        LastSeen seen = node.lastSeen();
        String age = seen == null
                ? Texts.text("seen.never")
                : Texts.text("seen.by", Times.ago(seen.at(), model.now()), seen.observer());
        badge.getChildren().setAll(new StateBadge(Looks.of(node, model.now()), age, Looks.exact(seen)));
    }

    private void build() {
        body.getChildren().setAll(actions());
        NodeReport report = node.report();
        if (report != null) {
            body.getChildren().add(new SlotsView(report, slot -> model.held(report, slot)));
            if (!isBusy()
                    && !report.updatePhase().isEmpty()
                    && !report.updatePhase().equals("idle")) {
                body.getChildren().add(progress(report));
            }
            body.getChildren().add(software(report));
        }
        body.getChildren()
                .addAll(
                        title("nodes.updates.title"),
                        updates,
                        title("nodes.detail.facts"),
                        hardware(),
                        title("nodes.detail.history"),
                        history,
                        title("nodes.action.heading"),
                        disk);
        detail.show(node);
        disk.show(node, isBusy());
        model.history(node, this::showHistory, desk::problem);
    }

    private FlowPane actions() {
        FlowPane actions = new FlowPane(8, 8);
        Site site = model.site(node);
        if (site == null) {
            actions.getChildren()
                    .add(Buttons.main(
                            "node-assign", Texts.text("nodes.assign"), Icon.ASSIGN, () -> assigning.begin(node, null)));
        } else {
            actions.getChildren()
                    .addAll(
                            Buttons.main(
                                    "node-update",
                                    Texts.text("nodes.update"),
                                    Icon.UPDATE,
                                    () -> update.open(site, desk)),
                            Buttons.plain(
                                    "node-sync",
                                    Texts.text("nodes.sync"),
                                    Icon.REACHABLE,
                                    () -> update.syncNow(site, desk)),
                            Buttons.plain(
                                    "node-telemetry",
                                    Texts.text("nodes.telemetry"),
                                    Icon.TELEMETRY,
                                    () -> desk.goTo(Place.TELEMETRY, nodeId())),
                            Buttons.plain(
                                    "node-reassign",
                                    Texts.text("nodes.reassign"),
                                    Icon.ASSIGN,
                                    () -> assigning.begin(node, site)));
        }
        if (node.state() != NodeState.RETIRED) {
            actions.getChildren()
                    .add(Buttons.plain("node-retire", Texts.text("nodes.retire"), Icon.RETIRED, this::retire));
        }
        return actions;
    }

    private void retire() {
        Node before = node;
        model.retire(
                before,
                retired -> desk.notice(
                        Texts.text("nodes.retired", retired.label()), () -> model.takeBack(before, desk::problem)),
                desk::problem);
    }

    private static VBox progress(NodeReport report) {
        ProgressBar bar =
                new ProgressBar(report.updateTotal() > 0 ? report.updateDone() / (double) report.updateTotal() : -1);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setId("node-update-progress");
        Label words = new Label(
                report.updateTotal() > 0
                        ? Texts.text(
                                "nodes.detail.updating-of",
                                report.updatePhase(),
                                Numbers.bytes(report.updateDone()),
                                Numbers.bytes(report.updateTotal()))
                        : Texts.text("nodes.detail.updating", report.updatePhase()));
        words.getStyleClass().add("muted");
        return new VBox(4, bar, words);
    }

    private Facts software(NodeReport report) {
        String desired = model.desired(node);
        Facts facts = new Facts()
                .add(Texts.text("nodes.detail.actual"), model.running(node))
                .add(Texts.text("nodes.detail.desired"), desired.isEmpty() ? Texts.text("none") : desired)
                .add(Texts.text("nodes.detail.kubernetes"), report.kubernetes())
                .add(Texts.text("nodes.detail.health"), report.health())
                .add(Texts.text("nodes.detail.reported"), Times.ago(report.at(), model.now()));
        if (!report.warnings().isEmpty()) {
            facts.add(Texts.text("nodes.detail.warnings"), String.join(", ", report.warnings()));
        }
        if (!report.release().isEmpty()) {
            facts.add(Texts.text("nodes.detail.release"), new DigestLabel(report.release()));
        }
        return facts;
    }

    private javafx.scene.Node hardware() {
        NodeFacts facts = node.facts();
        if (facts == null) {
            Label none = new Label(Texts.text("nodes.detail.no-facts"));
            none.setWrapText(true);
            none.getStyleClass().add("muted");
            return none;
        }
        return new Facts()
                .add(Texts.text("nodes.detail.machine"), known((facts.vendor() + " " + facts.product()).strip()))
                .add(Texts.text("nodes.detail.cpu"), Texts.text("nodes.detail.cpus", facts.cpus(), facts.cpuModel()))
                .add(Texts.text("nodes.detail.memory"), Numbers.bytes(facts.memoryBytes()))
                .add(Texts.text("nodes.detail.disks"), disks(facts.disks()))
                .add(Texts.text("nodes.detail.network"), nics(facts.nics()))
                .add(Texts.text("nodes.detail.system"), facts.operatingSystem() + ", " + facts.kernel())
                .add(Texts.text("nodes.detail.serial"), known(facts.serial()))
                .add(Texts.text("nodes.detail.id"), node.id().value());
    }

    private static String known(String fact) {
        return fact.isEmpty() ? Texts.text("none") : fact;
    }

    private static String disks(List<DiskFact> disks) {
        return disks.stream()
                .map(disk -> disk.name() + " " + Numbers.bytes(disk.bytes()) + " " + disk.model())
                .collect(Collectors.joining("\n"));
    }

    private static String nics(List<NicFact> nics) {
        return nics.stream()
                .map(nic -> nic.name() + " " + String.join(", ", nic.addresses()))
                .collect(Collectors.joining("\n"));
    }

    private void showHistory(List<ActivityEntry> entries) {
        history.getChildren().setAll(entries.stream().map(this::line).toList());
        if (entries.isEmpty()) {
            Label none = new Label(Texts.text("nodes.detail.no-history"));
            none.getStyleClass().add("muted");
            history.getChildren().add(none);
        }
    }

    private Label line(ActivityEntry entry) {
        Label line = new Label(Times.ago(entry.at(), model.now()) + "  " + ActivityWords.sentence(entry));
        line.setWrapText(true);
        return line;
    }

    private static Label title(String key) {
        Label label = new Label(Texts.text(key));
        label.getStyleClass().add("section-title");
        return label;
    }
}
