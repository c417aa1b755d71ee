package dev.cairn.standin.process;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What Kubernetes does with pods, as far as Cairn sees it: a deployment has so many of them on nodes that take work, one that is evicted is made
 * anew elsewhere, and a disruption budget refuses an eviction that would leave too few. What runs for a pod is {@link ServedPods}.
 */
final class Workloads {
    private static final String DEPLOYMENTS = "/registry/deployments/";
    private static final String BUDGETS = "/registry/poddisruptionbudgets/";
    private static final String PODS = "/registry/pods/default/";
    private static final String CLOSED = "/registry/closed-nodes/";

    private final Cluster cluster;

    Workloads(Cluster cluster) {
        this.cluster = cluster;
    }

    /** A pod of a deployment, or of nobody where {@code deployment} is {@code -}. */
    record Pod(String name, String deployment, String node) {}

    /** Brings every deployment to its number of pods. */
    void turn() throws IOException {
        for (Map.Entry<String, String> deployment :
                cluster.etcd().below(DEPLOYMENTS).entrySet()) {
            String name = deployment.getKey().substring(DEPLOYMENTS.length());
            if (pods().stream().filter(pod -> pod.deployment().equals(name)).count()
                    < Integer.parseInt(deployment.getValue())) {
                Optional<String> node = emptiest();
                if (node.isPresent()) {
                    run(name + "-" + UUID.randomUUID().toString().substring(0, 5), name, node.get());
                }
            }
        }
    }

    void deploy(String name, int replicas) throws IOException {
        cluster.etcd().put(DEPLOYMENTS + name, Integer.toString(replicas));
    }

    /** How many pods each deployment should have. */
    Map<String, Integer> deployments() throws IOException {
        Map<String, Integer> deployments = new TreeMap<>();
        cluster.etcd()
                .below(DEPLOYMENTS)
                .forEach((key, value) -> deployments.put(key.substring(DEPLOYMENTS.length()), Integer.parseInt(value)));
        return deployments;
    }

    void budget(String deployment, int least) throws IOException {
        cluster.etcd().put(BUDGETS + deployment, Integer.toString(least));
    }

    /** A pod without an owner has {@code -} for a deployment. */
    void run(String pod, String deployment, String node) throws IOException {
        cluster.etcd().put(PODS + pod, deployment + " " + node);
    }

    List<Pod> pods() throws IOException {
        Map<String, Pod> pods = new TreeMap<>();
        cluster.etcd().below(PODS).forEach((key, value) -> {
            String[] words = value.split(" ");
            String name = key.substring(PODS.length());
            pods.put(name, new Pod(name, words[0], words[1]));
        });
        return List.copyOf(pods.values());
    }

    /** The names of a node's pods. */
    List<String> podsOn(String node) throws IOException {
        return pods().stream()
                .filter(pod -> pod.node().equals(node))
                .map(Pod::name)
                .toList();
    }

    /** As the API server answers. */
    Kubectl.Result evict(String name) throws IOException {
        Optional<Pod> pod =
                pods().stream().filter(one -> one.name().equals(name)).findFirst();
        if (pod.isEmpty()) {
            return new Kubectl.Result(1, "Error from server (NotFound): pods \"" + name + "\" not found");
        }
        String deployment = pod.get().deployment();
        int least = Integer.parseInt(cluster.etcd().get(BUDGETS + deployment).orElse("0"));
        Map<String, Cluster.Node> nodes = cluster.nodes();
        long running = pods().stream()
                .filter(one -> one.deployment().equals(deployment))
                .filter(one ->
                        nodes.containsKey(one.node()) && nodes.get(one.node()).ready())
                .count();
        if (running <= least) {
            return new Kubectl.Result(
                    1,
                    "Error from server (TooManyRequests): Cannot evict pod as it would violate the pod's disruption budget.");
        }
        cluster.etcd().delete(PODS + name);
        return new Kubectl.Result(0, "{\"kind\":\"Status\",\"status\":\"Success\"}");
    }

    void close(String node, boolean closed) throws IOException {
        if (closed) {
            cluster.etcd().put(CLOSED + node, "true");
        } else {
            cluster.etcd().delete(CLOSED + node);
        }
    }

    boolean isClosed(String node) throws IOException {
        return cluster.etcd().get(CLOSED + node).isPresent();
    }

    private Optional<String> emptiest() throws IOException {
        Map<String, Long> load = new TreeMap<>();
        for (Cluster.Node node : cluster.nodes().values()) {
            if (node.ready() && !isClosed(node.name())) {
                load.put(
                        node.name(),
                        pods().stream()
                                .filter(pod -> pod.node().equals(node.name()))
                                .count());
            }
        }
        return load.entrySet().stream()
                .min(Comparator.comparing(Map.Entry::getValue))
                .map(Map.Entry::getKey);
    }
}
