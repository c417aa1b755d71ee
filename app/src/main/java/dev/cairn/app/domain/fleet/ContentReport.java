package dev.cairn.app.domain.fleet;

import org.jspecify.annotations.Nullable;

/**
 * What a node said of what it runs in Kubernetes.
 *
 * @param slotRelease digest of the release that its slot was made for; empty when unknown
 * @param digest the content in force, null for none
 * @param phase {@code idle}, {@code transfer}, {@code place} or {@code roll}
 * @param failed the content that failed last, null for none
 * @param reason why it failed
 */
public record ContentReport(
        String slotRelease,
        @Nullable String digest,
        String phase,
        @Nullable String failed,
        String reason) {}
