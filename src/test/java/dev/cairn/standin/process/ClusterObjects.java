package dev.cairn.standin.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the stand-in keeps, in the shapes of the Kubernetes API reference. Stateless. */
record ClusterObjects(Cluster cluster) implements ReadApi.Collections {
    @Override
    public Optional<List<String>> at(String path) throws IOException {
        return switch (path) {
            case "/api/v1/nodes" -> Optional.of(nodes());
            case "/api/v1/pods" -> Optional.of(pods());
            case "/apis/apps/v1/deployments" -> Optional.of(deployments());
            case "/apis/apps/v1/statefulsets", "/apis/apps/v1/daemonsets" -> Optional.of(List.of());
            default -> Optional.empty();
        };
    }

    private List<String> nodes() throws IOException {
        List<String> nodes = new ArrayList<>();
        for (Cluster.Node node : cluster.nodes().values()) {
            String spec = new Workloads(cluster).isClosed(node.name()) ? "\"unschedulable\":true" : "";
            nodes.add(node.json().replaceFirst("\"status\":", "\"spec\":{" + spec + "},\"status\":"));
        }
        return nodes;
    }

    private List<String> deployments() throws IOException {
        Workloads workloads = new Workloads(cluster);
        List<Workloads.Pod> pods = workloads.pods();
        List<String> deployments = new ArrayList<>();
        for (Map.Entry<String, Integer> one : workloads.deployments().entrySet()) {
            long ready = 0;
            for (Workloads.Pod pod : pods) {
                ready += pod.deployment().equals(one.getKey()) && runs(pod) ? 1 : 0;
            }
            deployments.add(
                    "{\"metadata\":{\"name\":\"%s\",\"namespace\":\"default\"},\"spec\":{\"replicas\":%d},\"status\":{%s}}"
                            .formatted(one.getKey(), one.getValue(), ready == 0 ? "" : "\"readyReplicas\":" + ready));
        }
        return deployments;
    }

    private List<String> pods() throws IOException {
        List<String> pods = new ArrayList<>();
        for (Workloads.Pod pod : new Workloads(cluster).pods()) {
            pods.add(
                    ("{\"metadata\":{\"name\":\"%s\",\"namespace\":\"default\"},\"spec\":{\"nodeName\":\"%s\"},\"status\":{"
                                    + "\"phase\":\"Running\",\"conditions\":[{\"type\":\"Ready\",\"status\":\"%s\"}]}}")
                            .formatted(pod.name(), pod.node(), runs(pod) ? "True" : "False"));
        }
        return pods;
    }

    /** On a node that is silent Kubernetes takes a pod's readiness away, and leaves its phase. */
    private boolean runs(Workloads.Pod pod) throws IOException {
        Cluster.Node node = cluster.nodes().get(pod.node());
        return node != null && node.ready();
    }
}
