package dev.cairn.app.ui.sites;

import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeState;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.RolePlan;
import dev.cairn.app.domain.fleet.ServerRules;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.ui.control.FormDialog;
import dev.cairn.app.ui.control.ProblemPane;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.text.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Lets a person choose who the servers of a site are, and says what the choice means before it is made. FX thread only. */
final class RolesDialog extends StackPane {
    private final Site site;
    private final List<Node> nodes;
    private final FormDialog form;
    private final Map<Node, CheckBox> boxes = new LinkedHashMap<>();
    private final VBox verdict = new VBox(4);

    RolesDialog(Site site, List<Node> all, SitesViewModel model, Desk desk) {
        this.site = site;
        this.nodes =
                all.stream().filter(node -> node.state() != NodeState.RETIRED).toList();
        setMaxSize(480, USE_PREF_SIZE);
        setPickOnBounds(false);
        form = new FormDialog(
                "roles",
                Texts.text("sites.roles.title", site.name()),
                Texts.text("sites.roles.word"),
                () -> submit(model, desk),
                desk::closeDialog);
        form.sentence(Texts.text("sites.roles.means"));
        List<Node> now = ServerRules.inForce(nodes);
        VBox list = new VBox(6);
        for (Node node : nodes) {
            CheckBox box = new CheckBox(
                    ServerRules.votes(node) ? Texts.text("sites.roles.votes", node.label()) : node.label());
            box.setId("roles-" + node.label());
            box.setSelected(now.contains(node));
            box.setOnAction(event -> judge());
            boxes.put(node, box);
            list.getChildren().add(box);
        }
        form.add("servers", Texts.text("sites.roles.servers"), list);
        verdict.setId("roles-verdict");
        judge();
        VBox.setMargin(verdict, new javafx.geometry.Insets(0, 0, 4, 0));
        form.getChildren().add(form.getChildren().size() - 1, verdict);
        getChildren().add(form);
    }

    private List<Node> chosen() {
        return boxes.entrySet().stream()
                .filter(box -> box.getValue().isSelected())
                .map(Map.Entry::getKey)
                .toList();
    }

    private void judge() {
        try {
            RolePlan plan = RolePlan.of(site, nodes, chosen());
            verdict.getChildren().setAll(words(sum(plan)));
            plan.changes().stream()
                    .map(change -> words(Texts.text(keyOf(change, plan), change.node())))
                    .forEach(verdict.getChildren()::add);
            form.action().setDisable(plan.changes().isEmpty());
        } catch (ProblemException refused) {
            verdict.getChildren().setAll(new ProblemPane(refused.problem()));
            form.action().setDisable(true);
        }
    }

    private static String sum(RolePlan plan) {
        return switch (plan.servers().size()) {
            case 0 -> Texts.text("sites.roles.free");
            case 1 -> Texts.text("sites.roles.bears-none");
            default -> Texts.text("sites.roles.bears", plan.servers().size(), plan.tolerated());
        };
    }

    static String keyOf(RolePlan.Change change, RolePlan plan) {
        if (plan.servers().isEmpty()) {
            return "sites.roles.released";
        }
        if (change.to() == Role.SERVER) {
            return change.votesNow() ? "sites.roles.stays" : "sites.roles.becomes-server";
        }
        return change.votesNow() ? "sites.roles.becomes-agent" : "sites.roles.stays-agent";
    }

    private void submit(SitesViewModel model, Desk desk) {
        form.action().setDisable(true);
        List<Node> before = ServerRules.ordered(nodes);
        model.changeRoles(
                site,
                chosen(),
                plan -> {
                    desk.closeDialog();
                    desk.notice(
                            Texts.text("sites.roles.changed", site.name()),
                            () -> model.changeRoles(site, before, back -> {}, desk::problem));
                },
                problem -> {
                    judge();
                    form.show(problem);
                });
    }

    private static Label words(String text) {
        Label words = new Label(text);
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        return words;
    }
}
