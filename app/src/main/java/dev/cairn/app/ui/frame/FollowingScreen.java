package dev.cairn.app.ui.frame;

import dev.cairn.app.domain.InventoryEvents;
import dev.cairn.app.domain.Subscription;
import dev.cairn.app.domain.Topic;
import dev.cairn.app.ui.work.UiWork;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Parent;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** A screen that loads when it is shown, again when one of its topics changes, and every few seconds so that ages stay true. */
public abstract class FollowingScreen implements Screen {
    private static final Duration AGEING = Duration.seconds(5);

    private final InventoryEvents events;
    private final UiWork work;
    private final Set<Topic> topics;
    private final AtomicBoolean told = new AtomicBoolean();
    private final Timeline ageing = new Timeline(new KeyFrame(AGEING, event -> refresh()));
    private @Nullable Parent view;
    private @Nullable Subscription subscription;

    /** Follows the topics while it is shown. */
    protected FollowingScreen(InventoryEvents events, UiWork work, Set<Topic> topics) {
        this.events = events;
        this.work = work;
        this.topics = Set.copyOf(topics);
        ageing.setCycleCount(Animation.INDEFINITE);
    }

    /** Builds the scene graph, once. */
    protected abstract Parent build();

    /** Loads again. */
    protected abstract void refresh();

    @Override
    public final Parent view() {
        Parent built = view;
        if (built == null) {
            built = build();
            view = built;
        }
        return built;
    }

    @Override
    public void onShow() {
        subscription = events.listen(this::changed);
        ageing.play();
        refresh();
    }

    @Override
    public void onHide() {
        ageing.stop();
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
    }

    private void changed(Set<Topic> now) {
        if (!Collections.disjoint(now, topics) && told.compareAndSet(false, true)) {
            work.onFxThread(() -> {
                told.set(false);
                refresh();
            });
        }
    }
}
