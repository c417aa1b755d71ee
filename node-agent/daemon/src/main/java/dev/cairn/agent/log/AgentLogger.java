package dev.cairn.agent.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** A logger that passes on what is at least as grave as its level. Thread-safe. */
final class AgentLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    private final Level lowest;
    private final transient AgentLoggers loggers;

    AgentLogger(String name, Level lowest, AgentLoggers loggers) {
        this.name = name;
        this.lowest = lowest;
        this.loggers = loggers;
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String pattern,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        String text = MessageFormatter.basicArrayFormat(pattern, arguments);
        LogMessage message = new LogMessage(Instant.now(), level, getName(), text);
        if (thrown == null) {
            loggers.accept(message);
        } else {
            loggers.accept(message, thrown);
        }
    }

    private boolean passes(Level level) {
        return level.toInt() >= lowest.toInt();
    }

    @Override
    public boolean isTraceEnabled() {
        return passes(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return passes(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return passes(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return passes(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return passes(Level.ERROR);
    }
}
