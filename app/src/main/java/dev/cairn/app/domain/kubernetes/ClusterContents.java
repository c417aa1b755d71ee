package dev.cairn.app.domain.kubernetes;

import java.util.List;

/**
 * What a site's Kubernetes API told of workloads, pods and nodes. Immutable.
 *
 * @param workloads by namespace, name and kind
 * @param troubles the pods that do not run as they should, by namespace and name
 * @param nodes by name
 */
public record ClusterContents(List<Workload> workloads, List<PodTrouble> troubles, List<ClusterNode> nodes) {
    /** Copies the lists. */
    public ClusterContents {
        workloads = List.copyOf(workloads);
        troubles = List.copyOf(troubles);
        nodes = List.copyOf(nodes);
    }

    /** How many workloads have fewer ready pods than they should. */
    public long unwell() {
        return workloads.stream().filter(workload -> !workload.isWell()).count();
    }

    /** How many nodes are ready. */
    public long readyNodes() {
        return nodes.stream().filter(ClusterNode::ready).count();
    }

    /** Whether nothing is wrong. */
    public boolean isWell() {
        return unwell() == 0 && troubles.isEmpty() && readyNodes() == nodes.size();
    }
}
