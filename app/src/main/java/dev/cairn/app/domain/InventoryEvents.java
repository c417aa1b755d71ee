package dev.cairn.app.domain;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Tells listeners which kinds of stored things have changed, after the change was committed. Safe for use by many
 * threads; listeners are called on the thread that made the change and must return quickly.
 */
public final class InventoryEvents {
    private final List<Consumer<Set<Topic>>> listeners = new CopyOnWriteArrayList<>();

    /** Adds a listener; closing the answer removes it. */
    public Subscription listen(Consumer<Set<Topic>> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Tells every listener. */
    public void publish(Set<Topic> topics) {
        if (!topics.isEmpty()) {
            listeners.forEach(listener -> listener.accept(topics));
        }
    }
}
