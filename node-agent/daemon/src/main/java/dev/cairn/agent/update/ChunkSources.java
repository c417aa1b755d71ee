package dev.cairn.agent.update;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the bytes of chunks that were kept, by who sent them, since the agent started. Thread-safe. */
public final class ChunkSources {
    private static final int MOST = 64;

    private final Map<String, Long> bytes = new ConcurrentHashMap<>();

    /** One more chunk of this sender. */
    public void add(String sender, long more) {
        if (bytes.containsKey(sender) || bytes.size() < MOST) {
            bytes.merge(sender, more, Long::sum);
        }
    }

    /** A snapshot. */
    public Map<String, Long> bytes() {
        return Map.copyOf(bytes);
    }
}
