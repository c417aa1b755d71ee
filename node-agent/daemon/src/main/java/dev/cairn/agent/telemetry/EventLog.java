package dev.cairn.agent.telemetry;

import java.util.Map;

/** Port to which anything that happened on the node is told; never throws and never blocks for long. Thread-safe. */
@FunctionalInterface
public interface EventLog {
    /** {@code kind} is a dotted word such as {@code update.committed}. */
    void event(String kind, String text, Map<String, String> attributes);
}
