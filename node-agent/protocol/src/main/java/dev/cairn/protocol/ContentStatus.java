package dev.cairn.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What a node has of what runs in Kubernetes. Immutable.
 *
 * @param digest the content that is in force; null if there is none
 * @param target the content under way; null when idle
 * @param failed the content that failed here last, null if none did
 * @param reason why that failed; empty if none did
 */
public record ContentStatus(
        @Nullable String digest,
        ContentPhase phase,
        @Nullable String target,
        @Nullable String failed,
        String reason) {}
