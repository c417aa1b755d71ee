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

    private final K3sFiles files;
    private final K3sCommand k3s;

    K3sObjects(K3sFiles files, K3sCommand k3s) {
        this.files = files;
        this.k3s = k3s;
    }

    /** A node of the cluster; {@code content} and {@code rolled} are empty where it says nothing. */
    record SiteNode(String name, boolean server, boolean ready, String content, String rolled) {}

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
        Path file = files.rolling().resolve(name + ".json");
        Files.createDirectories(files.rolling());
        Files.writeString(file, manifest);
        k3s.kubectl("apply", "-f", file.toString());
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
