package dev.cairn.agent.telemetry;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The newest log lines in memory, for {@code logs}. Thread-safe. */
public final class LogTail {
    private static final int MOST_LINES = 1_000;

    private final Deque<String> lines = new ArrayDeque<>();

    /** Keeps a line, and forgets the oldest when there are too many. */
    public synchronized void add(String line) {
        if (lines.size() == MOST_LINES) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    /** The newest lines, oldest first. */
    public synchronized List<String> last(int count) {
        List<String> all = new ArrayList<>(lines);
        return List.copyOf(all.subList(Math.max(0, all.size() - Math.max(0, count)), all.size()));
    }
}
