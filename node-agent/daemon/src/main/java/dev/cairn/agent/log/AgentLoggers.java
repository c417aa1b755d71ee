package dev.cairn.agent.log;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** All loggers of the process: they print, and tell those that listen. Thread-safe. */
public final class AgentLoggers implements ILoggerFactory {
    private final Map<String, Logger> loggers = new ConcurrentHashMap<>();
    private final List<Consumer<LogMessage>> listeners = new CopyOnWriteArrayList<>();
    private final PrintStream out;

    AgentLoggers(PrintStream out) {
        this.out = out;
    }

    @Override
    public Logger getLogger(String name) {
        return loggers.computeIfAbsent(name, made -> new AgentLogger(made, lowest(made), this));
    }

    /** Tells {@code listener}, on the thread that logs, of each message from now on. */
    public void listen(Consumer<LogMessage> listener) {
        listeners.add(listener);
    }

    void accept(LogMessage message, Throwable... cause) {
        synchronized (out) {
            out.println(message.line());
            for (Throwable thrown : cause) {
                thrown.printStackTrace(out);
            }
        }
        listeners.forEach(listener -> listener.accept(message));
    }

    /** MINA warns about every client that goes away without a word. */
    private static Level lowest(String name) {
        if (name.startsWith("dev.cairn.")) {
            return Level.INFO;
        }
        return name.startsWith("org.apache.sshd.") ? Level.ERROR : Level.WARN;
    }
}
