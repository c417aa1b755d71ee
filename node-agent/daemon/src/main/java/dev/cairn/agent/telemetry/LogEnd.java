package dev.cairn.agent.telemetry;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** The last lines of a log, within a number of bytes in UTF-8, and whether a mark stood anywhere in it. For one thread. */
public final class LogEnd implements Consumer<String> {
    private final int mostBytes;
    private final String mark;
    private final Deque<String> lines = new ArrayDeque<>();
    private int bytes;
    private boolean cut;
    private boolean marked;

    /** Holds nothing yet. */
    public LogEnd(int mostBytes, String mark) {
        this.mostBytes = mostBytes;
        this.mark = mark;
    }

    @Override
    public void accept(String line) {
        marked |= line.contains(mark);
        lines.addLast(line);
        bytes += size(line);
        while (bytes > mostBytes) {
            bytes -= size(lines.removeFirst());
            cut = true;
        }
    }

    /** What was taken in so far. */
    public BootLogs.BootLog log() {
        return new BootLogs.BootLog(String.join("\n", lines), cut, marked);
    }

    private static int size(String line) {
        return line.getBytes(StandardCharsets.UTF_8).length + 1;
    }
}
