package dev.cairn.app.ui.work;

import dev.cairn.app.domain.Problem;

/** What a screen has to show at this moment: the four states are always explicit. */
public sealed interface Loadable<T> {
    /** Not known yet. */
    record Loading<T>() implements Loadable<T> {}

    /** Known to be nothing. */
    record Empty<T>() implements Loadable<T> {}

    /** Could not be found out. */
    record Failed<T>(Problem problem) implements Loadable<T> {}

    /** Here it is. Each answer counts as new, even when it says the same, because ages have grown since. */
    record Ready<T>(T value) implements Loadable<T> {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
