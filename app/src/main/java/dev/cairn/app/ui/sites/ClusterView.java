package dev.cairn.app.ui.sites;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.fleet.ClusterReport;
import dev.cairn.app.domain.fleet.ServerRules;
import dev.cairn.app.domain.fleet.Topology;
import dev.cairn.app.ui.control.StateBadge;
import dev.cairn.app.ui.control.StateLook;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.text.Times;
import dev.cairn.app.ui.theme.Icon;
import dev.cairn.app.usecase.problem.ProblemTexts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** What holds for a site's cluster as a whole: how many servers vote, what loss it bears, and its alarms. FX thread only. */
final class ClusterView extends VBox {
    private static final String TWO = "cluster.two-of-one-site";

    ClusterView(Topology topology, Instant now, Desk desk) {
        super(8);
        setId("site-cluster");
        Label title = new Label(Texts.text("sites.cluster.title"));
        title.getStyleClass().add("section-title");
        Instant asOf = topology.votersAsOf();
        int voters = topology.voters().size();
        Label words = new Label(
                topology.alarms().contains(TWO)
                        ? Texts.text("sites.cluster.two")
                        : asOf == null ? Texts.text("sites.cluster.voters-unknown") : voting(voters, asOf, now));
        words.setWrapText(true);
        getChildren().addAll(title, words);
        topology.alarms().stream().sorted().forEach(code -> {
            VBox alarm = alarm(code);
            if (code.equals(TWO)) {
                alarm.getChildren().add(new TwoClustersView(topology, now, desk));
            }
            getChildren().add(alarm);
        });
    }

    private static String voting(int voters, Instant asOf, Instant now) {
        return voters == 1
                ? Texts.text("sites.cluster.one-voter", Times.ago(asOf, now))
                : Texts.text("sites.cluster.voters", voters, ServerRules.tolerated(voters), Times.ago(asOf, now));
    }

    /** What a node said that it is in the cluster; empty for one that told nothing of it. */
    static String roleOf(ClusterReport cluster) {
        if (cluster.voter()) {
            return Texts.text("sites.cluster.voter");
        }
        String role = cluster.role();
        if (role == null) {
            return Texts.text("sites.cluster.on-its-way");
        }
        return Texts.text(role.equals("server") ? "sites.cluster.server" : "sites.cluster.agent");
    }

    private static VBox alarm(String code) {
        ProblemTexts.Text text = new ProblemTexts().of(new Problem(code, "cluster", "site", Map.of()));
        VBox box = new VBox(4, new StateBadge(new StateLook(StateLook.Tone.BROKEN, Icon.BROKEN, text.what())));
        for (String more : List.of(text.why(), text.remedy())) {
            Label words = new Label(more);
            words.setWrapText(true);
            words.setMinHeight(USE_PREF_SIZE);
            box.getChildren().add(words);
        }
        box.getStyleClass().add("card");
        return box;
    }
}
