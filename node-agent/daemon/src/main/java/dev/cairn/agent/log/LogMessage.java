package dev.cairn.agent.log;

import java.time.Instant;
import org.slf4j.event.Level;

/** One message, as it was logged; {@code logger} is the name of a class. Immutable. */
public record LogMessage(Instant at, Level level, String logger, String text) {
    /** The line for a person: the journal adds the time. */
    String line() {
        String name = logger.substring(logger.lastIndexOf('.') + 1);
        return level + " ".repeat(Math.max(1, 6 - level.toString().length())) + name + ": " + text;
    }
}
