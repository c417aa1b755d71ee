package dev.cairn.app.ui.sites;

import dev.cairn.app.domain.fleet.Topology;
import dev.cairn.app.ui.control.Buttons;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.frame.Place;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.text.Times;
import java.time.Instant;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** What a person can do about two clusters of one site: each choice, what it costs, and where it is made. FX thread only. */
final class TwoClustersView extends VBox {
    TwoClustersView(Topology topology, Instant now, Desk desk) {
        super(8);
        setId("site-two-clusters");
        List<String> clusters = topology.clusters().stream().sorted().toList();
        for (String cluster : clusters) {
            List<Topology.Member> members = topology.membersOf(cluster);
            getChildren().add(words(Texts.text("sites.two.cluster", cluster, names(members, now))));
        }
        for (String kept : clusters) {
            List<Topology.Member> others = topology.members().stream()
                    .filter(member -> member.cluster() != null && !kept.equals(member.cluster()))
                    .toList();
            getChildren().addAll(choice(Texts.text("sites.two.keep", kept)), words(Texts.text("sites.two.keep.means")));
            FlowPane links = new FlowPane(8, 4);
            others.forEach(member -> links.getChildren()
                    .add(Buttons.link(
                            "site-two-node",
                            Texts.text("sites.two.go", member.name()),
                            () -> desk.goTo(Place.NODES, member.node().value()))));
            getChildren().add(links);
        }
        getChildren()
                .addAll(
                        choice(Texts.text("sites.two.own-site")),
                        words(Texts.text("sites.two.own-site.means")),
                        choice(Texts.text("sites.two.wait")),
                        words(Texts.text("sites.two.wait.means")));
    }

    private static String names(List<Topology.Member> members, Instant now) {
        return String.join(
                ", ",
                members.stream()
                        .map(member -> {
                            String name = member.voter() ? Texts.text("sites.two.voter", member.name()) : member.name();
                            Instant asOf = member.asOf();
                            return asOf == null ? name : name + " (" + Times.ago(asOf, now) + ")";
                        })
                        .toList());
    }

    private static Label choice(String text) {
        Label words = words(text);
        words.getStyleClass().add("choice");
        return words;
    }

    private static Label words(String text) {
        Label words = new Label(text);
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        return words;
    }
}
