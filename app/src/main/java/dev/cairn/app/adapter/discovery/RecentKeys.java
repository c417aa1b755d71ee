package dev.cairn.app.adapter.discovery;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Bounded tables that forget what was used longest ago, so that strangers cannot fill the memory. */
final class RecentKeys {
    private RecentKeys() {}

    static <K, V> Map<K, V> map(int most) {
        return new Bounded<>(most);
    }

    static Set<String> set(int most) {
        return Collections.newSetFromMap(new Bounded<>(most));
    }

    private static final class Bounded<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;

        private final int most;

        Bounded(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }
}
