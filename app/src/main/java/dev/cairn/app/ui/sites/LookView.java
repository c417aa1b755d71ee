package dev.cairn.app.ui.sites;

import dev.cairn.app.domain.kubernetes.ClusterContents;
import dev.cairn.app.domain.kubernetes.ClusterNode;
import dev.cairn.app.domain.kubernetes.PodTrouble;
import dev.cairn.app.domain.kubernetes.Workload;
import dev.cairn.app.domain.kubernetes.WorkloadsLook;
import dev.cairn.app.ui.control.Buttons;
import dev.cairn.app.ui.control.StateBadge;
import dev.cairn.app.ui.control.StateLook;
import dev.cairn.app.ui.control.StateLook.Tone;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.text.Times;
import dev.cairn.app.ui.theme.Icon;
import java.time.Instant;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** One look: what is wrong first, then what runs, the rest on request. FX thread only. */
final class LookView extends VBox {
    /** So many workloads that run as they should are shown at once. */
    private static final int SHOWN = 5;

    LookView(WorkloadsLook look, Instant now) {
        super(8);
        setId("site-look-of");
        ClusterContents contents = look.contents();
        Label through = muted(Texts.text("sites.workloads.through", look.through(), look.observer()));
        getChildren()
                .addAll(
                        new StateBadge(state(contents), Times.ago(look.at(), now), Times.stamp(look.at())),
                        muted(Texts.text(
                                "sites.workloads.sum",
                                contents.workloads().size() - contents.unwell(),
                                contents.workloads().size(),
                                contents.readyNodes(),
                                contents.nodes().size())),
                        through);
        contents.nodes().stream()
                .filter(node -> !node.ready() || !node.takesWork())
                .map(LookView::node)
                .forEach(getChildren()::add);
        contents.workloads().stream()
                .filter(one -> !one.isWell())
                .map(LookView::row)
                .forEach(getChildren()::add);
        contents.troubles().stream().map(LookView::pod).forEach(getChildren()::add);
        addWell(contents.workloads().stream().filter(Workload::isWell).toList());
    }

    private void addWell(List<Workload> well) {
        well.stream().limit(SHOWN).map(LookView::row).forEach(getChildren()::add);
        if (well.size() > SHOWN) {
            Node[] more = new Node[1];
            more[0] =
                    Buttons.link("site-workloads-more", Texts.text("sites.workloads.more", well.size() - SHOWN), () -> {
                        getChildren().remove(more[0]);
                        well.stream().skip(SHOWN).map(LookView::row).forEach(getChildren()::add);
                    });
            getChildren().add(more[0]);
        }
    }

    private static StateLook state(ClusterContents contents) {
        if (contents.isWell()) {
            return new StateLook(Tone.HEALTHY, Icon.HEALTHY, Texts.text("sites.workloads.well"));
        }
        boolean nothing = contents.nodes().isEmpty() || contents.readyNodes() == 0;
        return nothing
                ? new StateLook(Tone.BROKEN, Icon.BROKEN, Texts.text("sites.workloads.no-node"))
                : new StateLook(Tone.BROKEN, Icon.BROKEN, Texts.text("sites.workloads.unwell"));
    }

    private static HBox row(Workload workload) {
        Label name = new Label(workload.name());
        name.setWrapText(true);
        Label kind = new Label(workload.kind().word() + " · " + workload.namespace());
        kind.getStyleClass().addAll("muted", "small");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Tone tone = workload.isWell() ? Tone.HEALTHY : Tone.BROKEN;
        Icon icon = workload.isWell() ? Icon.HEALTHY : Icon.BROKEN;
        HBox row = new HBox(
                8,
                new VBox(name, kind),
                gap,
                new StateBadge(new StateLook(
                        tone, icon, Texts.text("sites.workloads.ready", workload.ready(), workload.desired()))));
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("workload-row");
        return row;
    }

    private static VBox pod(PodTrouble pod) {
        Label name = new Label(Texts.text("sites.workloads.pod", pod.name()));
        name.setWrapText(true);
        String where = pod.namespace()
                + (pod.node().isEmpty() ? "" : " · " + pod.node())
                + (pod.restarts() == 0 ? "" : " · " + Texts.count("sites.workloads.restarts", pod.restarts()));
        VBox box = new VBox(
                4, new StateBadge(new StateLook(Tone.ATTENTION, Icon.ATTENTION, pod.reason())), name, muted(where));
        if (!pod.message().isEmpty()) {
            box.getChildren().add(muted(pod.message()));
        }
        box.getStyleClass().add("card");
        return box;
    }

    private static VBox node(ClusterNode node) {
        StateLook look = node.ready()
                ? new StateLook(Tone.ATTENTION, Icon.PAUSE, Texts.text("sites.workloads.closed", node.name()))
                : new StateLook(Tone.BROKEN, Icon.BROKEN, Texts.text("sites.workloads.not-ready", node.name()));
        VBox box = new VBox(4, new StateBadge(look));
        if (!node.reason().isEmpty()) {
            box.getChildren().add(muted(node.reason()));
        }
        box.getStyleClass().add("card");
        return box;
    }

    private static Label muted(String text) {
        Label words = new Label(text);
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        words.getStyleClass().addAll("muted", "small");
        return words;
    }
}
