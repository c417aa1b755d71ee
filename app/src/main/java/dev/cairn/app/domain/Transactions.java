package dev.cairn.app.domain;

import java.util.function.Supplier;

/** Groups changes: all are stored, or none. Safe for use by many threads; calls nest. */
public interface Transactions {
    /** Runs {@code work} in one transaction; an exception undoes everything that it stored. */
    <T> T inOne(Supplier<T> work);
}
