package dev.cairn.app.domain.kubernetes;

/**
 * A node as Kubernetes sees it. Immutable.
 *
 * @param reason why it is not ready, in Kubernetes' words; empty for one that is
 * @param takesWork false while it is closed to new pods, as before an update
 * @param version of its kubelet; empty when unknown
 */
public record ClusterNode(String name, boolean ready, String reason, boolean takesWork, String version) {}
