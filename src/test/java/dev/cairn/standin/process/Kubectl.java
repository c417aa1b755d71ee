package dev.cairn.standin.process;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The answers to the few kubectl commands that Cairn uses. Stateless. */
final class Kubectl {
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
        if (line.startsWith("get pods")) {
            return new Result(0, "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[]}");
        }
        return new Result(1, "stand-in k3s: kubectl " + line + ": not played");
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
