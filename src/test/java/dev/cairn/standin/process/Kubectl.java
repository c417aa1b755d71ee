package dev.cairn.standin.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The answers to the few kubectl commands that Cairn uses. Stateless. */
final class Kubectl {
    private static final Pattern ITEM = Pattern.compile("\"cairn.dev/item\":\"([^\"]+)\"");

    private static final Pattern EVICTION =
            Pattern.compile("^create --raw=/api/v1/namespaces/default/pods/([a-z0-9-]+)/eviction --filename=");
    private static final String AWAY = "cairn.dev/away";

    private Kubectl() {}

    record Result(int exit, String output) {}

    static Result run(Cluster cluster, List<String> words) throws IOException {
        List<String> plain = words.stream()
                .filter(word -> !word.startsWith("--kubeconfig") && !word.startsWith("--request-timeout"))
                .filter(word -> !word.startsWith("--wait"))
                .toList();
        String line = String.join(" ", plain);
        if (line.matches("get --raw=?\\s?/(readyz|livez|healthz)")) {
            cluster.nodes();
            return new Result(0, "ok");
        }
        if (line.startsWith("get nodes -o jsonpath=") && line.contains("unschedulable")) {
            return new Result(0, places(cluster));
        }
        if (line.startsWith("get nodes -o jsonpath=")) {
            return new Result(0, siteNodes(cluster));
        }
        if (line.startsWith("annotate node ")) {
            // The value may have spaces of its own.
            cluster.annotate(plain.get(2), plain.get(3));
            return new Result(0, "node/" + plain.get(2) + " annotated");
        }
        if (plain.getFirst().equals("get") && plain.get(1).equals("helmchart")) {
            String text = cluster.chartTexts().get(plain.get(2));
            return new Result(0, text == null ? "" : chart(cluster, plain.get(2), text));
        }
        if (plain.getFirst().equals("get") && plain.get(1).equals("job")) {
            return new Result(
                    0,
                    new HelmController(cluster)
                            .job(plain.get(2))
                            .map(HelmController.Job::line)
                            .orElse(""));
        }
        if (plain.getFirst().equals("apply")) {
            new HelmController(cluster).apply(Files.readString(Path.of(plain.getLast())));
            return new Result(0, "applied");
        }
        if (line.startsWith("delete job ")) {
            new HelmController(cluster).deleteJob(plain.get(2));
            return new Result(0, "");
        }
        if (line.startsWith("delete helmchart ")) {
            cluster.deleteChart(plain.get(2));
            return new Result(0, "");
        }
        if (line.startsWith("get deployments,statefulsets,daemonsets")) {
            return new Result(0, "");
        }
        if (line.startsWith("get nodes") || line.equals("get node")) {
            return new Result(0, nodes(cluster.nodes(), line.contains("json")));
        }
        if (line.startsWith("get node ")) {
            return node(cluster, plain);
        }
        if (line.startsWith("delete node ")) {
            boolean was = cluster.delete(plain.get(2));
            return was || plain.contains("--ignore-not-found")
                    ? new Result(0, was ? "node \"" + plain.get(2) + "\" deleted" : "")
                    : new Result(1, notFound(plain.get(2)));
        }
        if (line.startsWith("get helmcharts") || line.startsWith("get helmchart")) {
            return new Result(0, String.join("\n", cluster.charts()));
        }
        if (line.startsWith("patch node ")) {
            return patched(cluster, plain.get(2), line);
        }
        if (line.startsWith("create deployment ")) {
            new Workloads(cluster).deploy(plain.get(2), number(plain, "--replicas="));
            return new Result(0, "deployment.apps/" + plain.get(2) + " created");
        }
        if (line.startsWith("create poddisruptionbudget ")) {
            new Workloads(cluster).budget(plain.get(2), number(plain, "--min-available="));
            return new Result(0, "poddisruptionbudget.policy/" + plain.get(2) + " created");
        }
        if (plain.getFirst().equals("run")) {
            new Workloads(cluster).run(plain.get(1), "-", value(plain, "--node="));
            return new Result(0, "pod/" + plain.get(1) + " created");
        }
        Matcher eviction = EVICTION.matcher(line);
        if (eviction.find()) {
            return new Workloads(cluster).evict(eviction.group(1));
        }
        if (line.startsWith("get pods")) {
            return new Result(0, pods(cluster, value(plain, "--field-selector=spec.nodeName=")));
        }
        return new Result(1, "stand-in k3s: kubectl " + line + ": not played");
    }

    private static String places(Cluster cluster) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Cluster.Node node : cluster.nodes().values()) {
            lines.append(String.join(
                            "|",
                            node.name(),
                            node.ready() ? "True" : "Unknown",
                            new Workloads(cluster).isClosed(node.name()) ? "true" : "",
                            cluster.annotation(node.name(), AWAY)))
                    .append('\n');
        }
        return lines.toString();
    }

    private static Result patched(Cluster cluster, String node, String line) throws IOException {
        boolean closes = line.contains("\"unschedulable\":true") && line.contains("\"" + AWAY + "\":\"update\"");
        boolean opens = line.contains("\"unschedulable\":null") && line.contains("\"" + AWAY + "\":null");
        if (closes == opens || !line.contains("--type=merge")) {
            return new Result(1, "stand-in k3s: kubectl " + line + ": not played");
        }
        new Workloads(cluster).close(node, closes);
        cluster.annotate(node, closes ? AWAY + "=update" : AWAY + "-");
        return new Result(0, "node/" + node + " patched");
    }

    /** All pods, or those of a node. */
    private static String pods(Cluster cluster, String node) throws IOException {
        return new Workloads(cluster)
                .pods().stream()
                        .filter(pod -> node.isEmpty() || pod.node().equals(node))
                        .map(pod -> "default|" + pod.name() + "|"
                                + (pod.deployment().equals("-") ? "" : "ReplicaSet") + "|Running|"
                                + (node.isEmpty() ? pod.node() : ""))
                        .collect(Collectors.joining("\n"));
    }

    /** The names in an answer to {@code get pods}. */
    static List<String> names(String pods) {
        return pods.lines()
                .filter(line -> line.contains("|"))
                .map(line -> line.split("\\|")[1])
                .toList();
    }

    private static String value(List<String> words, String option) {
        return words.stream()
                .filter(word -> word.startsWith(option))
                .map(word -> word.substring(option.length()))
                .findFirst()
                .orElse("");
    }

    private static int number(List<String> words, String option) {
        return Integer.parseInt(value(words, option));
    }

    private static String siteNodes(Cluster cluster) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Cluster.Node node : cluster.nodes().values()) {
            lines.append(String.join(
                            "|",
                            node.name(),
                            node.role().equals("server") ? "true" : "",
                            node.ready() ? "True" : "Unknown",
                            cluster.annotation(node.name(), "cairn.dev/content"),
                            cluster.annotation(node.name(), "cairn.dev/rolled")))
                    .append('\n');
        }
        return lines.toString();
    }

    private static String chart(Cluster cluster, String name, String text) throws IOException {
        Matcher item = ITEM.matcher(text);
        boolean failed = new HelmController(cluster)
                .job("helm-install-" + name)
                .filter(job -> job.state().equals("failed") && job.change().equals(HelmController.digest(text)))
                .isPresent();
        return (item.find() ? item.group(1) : "") + "|helm-install-" + name + "|" + (failed ? "True" : "");
    }

    private static Result node(Cluster cluster, List<String> words) throws IOException {
        Optional<Cluster.Node> node = Optional.ofNullable(cluster.nodes().get(words.get(2)));
        if (node.isEmpty()) {
            return new Result(1, notFound(words.get(2)));
        }
        return new Result(
                0,
                String.join(" ", words).contains("jsonpath")
                        ? (node.get().ready() ? "True" : "Unknown")
                        : node.get().json());
    }

    private static String nodes(Map<String, Cluster.Node> nodes, boolean json) {
        return json
                ? "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":["
                        + nodes.values().stream().map(Cluster.Node::json).collect(Collectors.joining(",")) + "]}"
                : nodes.values().stream()
                        .map(node -> node.name() + " " + (node.ready() ? "Ready" : "NotReady") + " " + node.role())
                        .collect(Collectors.joining("\n"));
    }

    private static String notFound(String node) {
        return "Error from server (NotFound): nodes \"" + node + "\" not found";
    }
}
