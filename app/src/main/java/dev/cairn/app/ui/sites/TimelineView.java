package dev.cairn.app.ui.sites;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.fleet.TimelineEntry;
import dev.cairn.app.domain.fleet.TimelineEntry.Source;
import dev.cairn.app.ui.control.Buttons;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.text.Times;
import dev.cairn.app.usecase.problem.ProblemTexts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/** What happened to a site's cluster, newest first, each with its time. FX thread only. */
final class TimelineView extends VBox {
    private static final int SHOWN = 6;

    TimelineView(List<TimelineEntry> entries, Instant now) {
        super(6);
        setId("site-timeline");
        Label title = new Label(Texts.text("sites.timeline.title"));
        title.getStyleClass().add("section-title");
        getChildren().add(title);
        if (entries.isEmpty()) {
            Label none = new Label(Texts.text("sites.timeline.none"));
            none.setWrapText(true);
            none.getStyleClass().add("muted");
            getChildren().add(none);
        }
        entries.stream().limit(SHOWN).map(entry -> row(entry, now)).forEach(getChildren()::add);
        if (entries.size() > SHOWN) {
            Node[] more = new Node[1];
            more[0] = Buttons.link(
                    "site-timeline-more", Texts.text("sites.timeline.more", entries.size() - SHOWN), () -> {
                        getChildren().remove(more[0]);
                        entries.stream()
                                .skip(SHOWN)
                                .map(entry -> row(entry, now))
                                .forEach(getChildren()::add);
                    });
            getChildren().add(more[0]);
        }
    }

    private static VBox row(TimelineEntry entry, Instant now) {
        Label sentence = new Label(sentence(entry));
        sentence.setWrapText(true);
        sentence.setMinHeight(USE_PREF_SIZE);
        String who = entry.who().isEmpty() ? Texts.text(toldBy(entry.source())) : entry.who();
        Label when = new Label(Times.ago(entry.at(), now) + " · " + who);
        when.getStyleClass().addAll("muted", "small");
        VBox row = new VBox(1, sentence, when);
        Tooltip.install(row, new Tooltip(Times.stamp(entry.at())));
        return row;
    }

    private static String toldBy(Source source) {
        return source == Source.REPORT ? "sites.timeline.since" : "sites.timeline.told";
    }

    /** What a person reads; what this program has no words for is shown as it was told. */
    static String sentence(TimelineEntry entry) {
        return switch (entry.kind()) {
            case "cluster.phase" -> phase(entry);
            case "cluster.alarm" ->
                Texts.text(
                        "sites.timeline.alarm",
                        entry.subject(),
                        new ProblemTexts()
                                .of(new Problem(entry.words(), "cluster", entry.subject(), Map.of()))
                                .what());
            case "cluster.calm" -> Texts.text("sites.timeline.calm", entry.subject());
            case "cluster.promotes" -> Texts.text("sites.timeline.promotes", entry.subject(), entry.words());
            case "cluster.removed" -> Texts.text("sites.timeline.removed", entry.subject(), entry.words());
            case "node.assigned" -> Texts.text("sites.timeline.assigned", entry.subject(), entry.words());
            case "node.replaced" -> Texts.text("sites.timeline.replaced", entry.subject(), entry.words());
            case "node.retired" -> Texts.text("activity.node.retired", entry.subject());
            case "node.taken-back" -> Texts.text("activity.node.taken-back", entry.subject());
            case "node.reattached" -> Texts.text("activity.node.reattached", entry.subject());
            case "node.wiped" -> Texts.text("activity.node.wiped", entry.subject());
            case "node.started-over" -> Texts.text("activity.node.started-over", entry.subject());
            case "site.added" -> Texts.text("activity.site.added", entry.subject());
            case "site.roles" -> Texts.text("sites.timeline.roles", entry.words());
            default -> entry.subject() + ": " + entry.kind() + " " + entry.words();
        };
    }

    private static String phase(TimelineEntry entry) {
        String to = entry.words().substring(entry.words().lastIndexOf(' ') + 1);
        String key = switch (to) {
            case "waiting" -> "sites.timeline.waiting";
            case "settling" -> "sites.timeline.settling";
            case "claiming" -> "sites.timeline.claiming";
            case "seeding" -> "sites.timeline.seeding";
            case "server" -> "sites.timeline.server";
            case "joining" -> "sites.timeline.joining";
            case "agent" -> "sites.timeline.agent";
            case "promoting" -> "sites.timeline.promoting";
            case "demoting" -> "sites.timeline.demoting";
            case "held" -> "sites.timeline.held";
            default -> "";
        };
        return key.isEmpty() ? entry.subject() + ": " + entry.words() : Texts.text(key, entry.subject());
    }
}
