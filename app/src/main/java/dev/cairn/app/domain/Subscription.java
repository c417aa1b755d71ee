package dev.cairn.app.domain;

/** A listener's registration; closing it twice is harmless. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}
