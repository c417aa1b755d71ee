package dev.cairn.agent.k3s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The objects of Kubernetes that a change of the content looks at, asked in short lines instead of whole documents. One lane calls it. */
final class K3sObjects {
    /** On every node: the content whose images it has. */
    static final String CONTENT = "cairn.dev/content";
    /** On the node that rolled: how it ended. */
    static final String ROLLED = "cairn.dev/rolled";

    /** On a node that an update took its work from: nobody else may have asked for that. */
    static final String AWAY = "cairn.dev/away";

    private static final String SYSTEM = "--namespace=kube-system";
    private static final String FIELD = "{\"|\"}";
    private static final String NODES = "jsonpath={range .items[*]}{.metadata.name}" + FIELD
            + "{.metadata.labels.node-role\\.kubernetes\\.io/control-plane}" + FIELD
            + "{.status.conditions[?(@.type==\"Ready\")].status}" + FIELD
            + "{.metadata.annotations.cairn\\.dev/content}" + FIELD
            + "{.metadata.annotations.cairn\\.dev/rolled}{\"\\n\"}{end}";
    private static final String CHART = "jsonpath={.metadata.annotations.cairn\\.dev/item}" + FIELD
            + "{.status.jobName}" + FIELD + "{.status.conditions[?(@.type==\"Failed\")].status}";
    private static final String JOB = "jsonpath={.metadata.uid}" + FIELD + "{.status.succeeded}" + FIELD
            + "{.status.failed}" + FIELD + "{.status.conditions[?(@.type==\"Failed\")].status}" + FIELD
            + "{.spec.template.spec.containers[0].image}";
    private static final String WORKLOADS = "jsonpath={range .items[*]}{.metadata.name}" + FIELD + "{.spec.replicas}"
            + FIELD + "{.status.readyReplicas}" + FIELD + "{.status.desiredNumberScheduled}" + FIELD
            + "{.status.numberReady}{\"\\n\"}{end}";

    private static final String PLACES = "jsonpath={range .items[*]}{.metadata.name}" + FIELD
            + "{.status.conditions[?(@.type==\"Ready\")].status}" + FIELD + "{.spec.unschedulable}" + FIELD
            + "{.metadata.annotations.cairn\\.dev/away}{\"\\n\"}{end}";
    private static final String PODS = "jsonpath={range .items[*]}{.metadata.namespace}" + FIELD + "{.metadata.name}"
            + FIELD + "{.metadata.ownerReferences[?(@.controller==true)].kind}" + FIELD + "{.status.phase}" + FIELD
            + "{.metadata.deletionTimestamp}{\"\\n\"}{end}";

    private final K3sFiles files;
    private final K3sCommand k3s;

    K3sObjects(K3sFiles files, K3sCommand k3s) {
        this.files = files;
        this.k3s = k3s;
    }

    /** A node of the cluster; {@code content} and {@code rolled} are empty where it says nothing. */
    record SiteNode(String name, boolean server, boolean ready, String content, String rolled) {}

    /** A node as a place for work; {@code away} if an update closed it. */
    record Place(String name, boolean ready, boolean closed, boolean away) {}

    /** A pod; {@code owner} is the kind of its controller, empty for one that nobody would make anew. */
    record Pod(String namespace, String name, String owner, String phase, boolean leaving) {
        /**
         * Whether it is made anew elsewhere when it is taken away here. Those of a DaemonSet belong to their node; those of the node's own folder
         * have the node for an owner; those without an owner would be lost, and go on here after the restart.
         */
        boolean movable() {
            boolean over = phase.equals("Succeeded") || phase.equals("Failed");
            return !owner.isEmpty() && !owner.equals("DaemonSet") && !owner.equals("Node") && !over;
        }
    }

    /** A chart as the Helm controller sees it. */
    record Chart(String item, String job, boolean failed) {}

    /** A job. */
    record Job(String uid, int succeeded, int failures, boolean failed, String image) {}

    /** Every node, also asked on an agent: a kubelet may list them. */
    List<SiteNode> nodes() throws IOException {
        return k3s.kubectlOfNode("get", "nodes", "-o", NODES)
                .lines()
                .map(K3sObjects::cells)
                .map(cells -> new SiteNode(
                        cells.get(0), !cells.get(1).isEmpty(), cells.get(2).equals("True"), cells.get(3), cells.get(4)))
                .toList();
    }

    /** Writes to this node's own object, which a kubelet may do; an empty value takes the word away. */
    void say(String node, String key, String value) throws IOException {
        String word = value.isEmpty() ? key + "-" : key + "=" + value;
        k3s.kubectlOfNode("annotate", "node", node, word, "--overwrite");
    }

    /** Every node as a place for work. */
    List<Place> places() throws IOException {
        return k3s.kubectlOfNode("get", "nodes", "-o", PLACES)
                .lines()
                .map(K3sObjects::cells)
                .map(cells -> new Place(
                        cells.get(0),
                        cells.get(1).equals("True"),
                        cells.get(2).equals("true"),
                        !cells.get(3).isEmpty()))
                .toList();
    }

    /** Lets no new work come to this node, which its kubelet may do, and leaves a mark that it was an update. */
    void close(String node) throws IOException {
        patch(node, "{\"metadata\":{\"annotations\":{\"" + AWAY + "\":\"update\"}},\"spec\":{\"unschedulable\":true}}");
    }

    /** Lets work come again, and takes the mark away. */
    void open(String node) throws IOException {
        patch(node, "{\"metadata\":{\"annotations\":{\"" + AWAY + "\":null}},\"spec\":{\"unschedulable\":null}}");
    }

    private void patch(String node, String change) throws IOException {
        k3s.kubectlOfNode("patch", "node", node, "--type=merge", "--patch=" + change);
    }

    /** All pods of a node. */
    List<Pod> podsOn(String node) throws IOException {
        return k3s.kubectlOfNode(
                        "get", "pods", "--all-namespaces", "--field-selector=spec.nodeName=" + node, "-o", PODS)
                .lines()
                .filter(line -> !line.isBlank())
                .map(K3sObjects::cells)
                .map(cells -> new Pod(
                        cells.get(0),
                        cells.get(1),
                        cells.get(2),
                        cells.get(3),
                        !cells.get(4).isEmpty()))
                .toList();
    }

    /**
     * Asks Kubernetes to take a pod away in an orderly way (Eviction, policy/v1), which a kubelet may ask for its own. Refused with a reason where a
     * disruption budget is in the way.
     */
    void evict(Pod pod) throws IOException {
        Path file = written(
                "eviction",
                "{\"apiVersion\":\"policy/v1\",\"kind\":\"Eviction\",\"metadata\":{\"name\":\"" + pod.name()
                        + "\",\"namespace\":\"" + pod.namespace() + "\"}}");
        String path = "/api/v1/namespaces/" + pod.namespace() + "/pods/" + pod.name() + "/eviction";
        k3s.kubectlOfNode("create", "--raw=" + path, "--filename=" + file);
    }

    Optional<Chart> chart(String name) throws IOException {
        String line = k3s.kubectl("get", "helmchart", name, SYSTEM, "--ignore-not-found", "-o", CHART);
        if (line.isBlank()) {
            return Optional.empty();
        }
        List<String> cells = cells(line);
        return Optional.of(new Chart(cells.get(0), cells.get(1), cells.get(2).equals("True")));
    }

    Optional<Job> job(String name) throws IOException {
        String line = k3s.kubectl("get", "job", name, SYSTEM, "--ignore-not-found", "-o", JOB);
        if (line.isBlank()) {
            return Optional.empty();
        }
        List<String> cells = cells(line);
        return Optional.of(new Job(
                cells.get(0),
                number(cells.get(1)),
                number(cells.get(2)),
                cells.get(3).equals("True"),
                cells.get(4)));
    }

    /** The first workload of a chart that is not ready, if any. */
    Optional<String> notReady(String chart) throws IOException {
        return k3s.kubectl(
                        "get",
                        "deployments,statefulsets,daemonsets",
                        "--all-namespaces",
                        "--selector=app.kubernetes.io/instance=" + chart,
                        "-o",
                        WORKLOADS)
                .lines()
                .filter(line -> !line.isBlank())
                .map(K3sObjects::cells)
                .filter(cells ->
                        number(cells.get(2)) < number(cells.get(1)) || number(cells.get(4)) < number(cells.get(3)))
                .map(List::getFirst)
                .findFirst();
    }

    /** Applies one object. */
    void apply(String name, String manifest) throws IOException {
        k3s.kubectl("apply", "-f", written(name, manifest).toString());
    }

    private Path written(String name, String json) throws IOException {
        Files.createDirectories(files.rolling());
        return Files.writeString(files.rolling().resolve(name + ".json"), json);
    }

    /** Deletes an object of {@code kube-system}; one that is not there is no error. */
    void delete(String kind, String name) throws IOException {
        k3s.kubectl("delete", kind, name, SYSTEM, "--ignore-not-found", "--wait=false");
    }

    private static List<String> cells(String line) {
        return List.of(line.split("\\|", -1));
    }

    private static int number(String text) {
        return text.isBlank() ? 0 : Integer.parseInt(text.strip());
    }
}
