package dev.cairn.app.domain.activity;

import java.time.Instant;
import java.util.Map;

/**
 * One thing that was done.
 *
 * @param who the user and laptop that did it
 * @param action stable word path, for example {@code site.added}
 * @param subject what it was done to, as a person would name it
 * @param details names and values
 */
public record ActivityEntry(
        String id, Instant at, String who, String action, String subject, Map<String, String> details) {
    public ActivityEntry {
        details = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(details));
    }
}
