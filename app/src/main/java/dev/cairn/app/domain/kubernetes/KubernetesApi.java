package dev.cairn.app.domain.kubernetes;

/** Reads a Kubernetes API that a port of this laptop leads to. Safe for use by many threads. */
public interface KubernetesApi {
    /**
     * Reads workloads, pods and nodes within a named time limit; a ProblemException when it is refused, silent, or answers nonsense.
     *
     * @param node label of the node that leads there, which problems name
     * @param kubeconfig whose cluster's authority and user's certificate are shown and believed; its address is not used
     * @param port on 127.0.0.1
     */
    ClusterContents read(String node, String kubeconfig, int port);
}
