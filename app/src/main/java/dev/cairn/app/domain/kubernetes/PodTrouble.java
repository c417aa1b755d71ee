package dev.cairn.app.domain.kubernetes;

/**
 * A pod that does not run as it should. Immutable.
 *
 * @param node name of the node that it is on; empty while it has none
 * @param reason in Kubernetes' words: {@code CrashLoopBackOff}, {@code ImagePullBackOff}, {@code Unschedulable}, …
 * @param message more about it, in Kubernetes' words; may be empty
 * @param restarts of its containers together
 */
public record PodTrouble(String namespace, String name, String node, String reason, String message, int restarts) {}
