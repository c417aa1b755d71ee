package dev.cairn.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What the Kubernetes driver reports. Immutable.
 *
 * @param distribution for example {@code k3s}; empty when absent
 * @param version for example {@code v1.34.1+k3s1}, null while unknown
 * @param reason why it is not ready; empty when it is
 */
public record KubernetesStatus(
        String distribution, @Nullable String version, KubernetesPhase phase, String reason, long sinceMs) {}
