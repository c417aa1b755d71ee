package dev.cairn.app.ui;

import dev.cairn.app.domain.Subscription;
import dev.cairn.app.domain.Topic;
import dev.cairn.app.domain.fleet.Fleet;
import dev.cairn.app.ui.control.Looks;
import dev.cairn.app.ui.frame.Frame;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.work.Refresher;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.wiring.Cairn;
import java.time.Instant;
import java.util.Set;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** Keeps the top bar true: the fleet's name, how many nodes are reachable now; and listens for nodes. FX thread only. */
final class FleetWatch {
    private record Content(String fleet, long reachable, int nodes, boolean locked) {}

    private final Cairn cairn;
    private final UiWork work;
    private final Frame frame;
    private final Refresher<Content> refresher;
    private final Timeline ageing = new Timeline(new KeyFrame(Duration.seconds(5), event -> refresh()));
    private @Nullable Subscription subscription;

    FleetWatch(Cairn cairn, UiWork work, Frame frame) {
        this.cairn = cairn;
        this.work = work;
        this.frame = frame;
        refresher = new Refresher<>(
                work,
                "watch",
                this::load,
                this::loaded,
                problem -> frame.reachableProperty().set(Texts.text("reachable.unknown")));
    }

    /** Begins, once; the first screen comes before it. */
    void start() {
        if (subscription != null) {
            return;
        }
        subscription = cairn.events().listen(topics -> {
            if (topics.contains(Topic.NODES) || topics.contains(Topic.FLEET)) {
                work.onFxThread(this::refresh);
            }
        });
        ageing.setCycleCount(Animation.INDEFINITE);
        ageing.play();
        refresh();
        work.run(
                "listen",
                () -> {
                    cairn.watchNodes().start();
                    return Set.of();
                },
                started -> {},
                frame::problem);
    }

    private void refresh() {
        refresher.refresh();
    }

    private Content load() {
        Instant now = Instant.now();
        var nodes = cairn.listNodes().all();
        return new Content(
                cairn.initFleet().current().map(Fleet::name).orElse(Texts.text("app.name")),
                nodes.stream().filter(node -> Looks.reachable(node, now)).count(),
                nodes.size(),
                cairn.vaultStatus().isLocked());
    }

    private void loaded(Content content) {
        frame.fleetNameProperty().set(content.fleet());
        frame.vaultLockedProperty().set(content.locked());
        frame.reachableProperty().set(Texts.text("reachable.now", content.reachable(), content.nodes()));
    }
}
