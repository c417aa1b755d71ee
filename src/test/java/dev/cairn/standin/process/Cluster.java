package dev.cairn.standin.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What little of Kubernetes the stand-in keeps, as keys of its etcd: nodes with their last sign, their passwords, HelmCharts. */
record Cluster(EtcdGateway etcd) {
    private static final String NODES = "/registry/minions/";
    private static final String PASSWORDS = "/registry/node-passwords/";
    private static final String ANNOTATIONS = "/registry/node-annotations/";
    /** As Cairn writes it, and as YAML has it. */
    private static final Pattern NAME = Pattern.compile("\"?metadata\"?:\\s*\\{?\\s*\"?name\"?:\\s*\"?([a-z0-9-]+)");

    private static final String CHARTS = "/registry/helm.cattle.io/helmcharts/";
    /** A node that was silent for so long is no longer ready; Kubernetes itself waits 40 s. */
    private static final long SILENT_MS = Long.getLong("standin.silent", 8_000);

    record Node(String name, String role, String address, boolean ready) {
        String json() {
            String labels = role.equals("server")
                    ? "\"node-role.kubernetes.io/control-plane\":\"true\",\"node-role.kubernetes.io/etcd\":\"true\""
                    : "";
            return ("{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"%s\",\"labels\":{%s}},\"status\":{"
                            + "\"addresses\":[{\"type\":\"InternalIP\",\"address\":\"%s\"}],\"conditions\":[{\"type\":\"Ready\","
                            + "\"status\":\"%s\"}],\"nodeInfo\":{\"kubeletVersion\":\"%s\"}}}")
                    .formatted(name, labels, address, ready ? "True" : "Unknown", K3sArguments.VERSION);
        }
    }

    /** k3s keeps the first password that a node shows, and refuses another one under the same name. */
    boolean admits(String node, String password) throws IOException {
        Optional<String> known = etcd.get(PASSWORDS + node);
        if (known.isEmpty()) {
            etcd.put(PASSWORDS + node, password);
        }
        return known.isEmpty() || known.get().equals(password);
    }

    void sign(String node, String role, String address) throws IOException {
        etcd.put(NODES + node, role + " " + address + " " + System.currentTimeMillis());
    }

    Map<String, Node> nodes() throws IOException {
        Map<String, Node> nodes = new TreeMap<>();
        etcd.below(NODES).forEach((key, value) -> {
            String[] words = value.split(" ");
            String name = key.substring(NODES.length());
            boolean ready = System.currentTimeMillis() - Long.parseLong(words[2]) < SILENT_MS;
            nodes.put(name, new Node(name, words[0], words[1], ready));
        });
        return nodes;
    }

    /** As k3s does: the password goes with the node, and a server goes out of the member list. */
    boolean delete(String node) throws IOException {
        boolean was = etcd.get(NODES + node).isPresent();
        etcd.delete(NODES + node);
        etcd.delete(PASSWORDS + node);
        for (EtcdGateway.EtcdMember member : etcd.members()) {
            if (member.nodeName().equals(node)) {
                etcd.remove(member);
            }
        }
        return was;
    }

    /** A HelmChart under its own name. */
    void apply(String manifest) throws IOException {
        Matcher name = NAME.matcher(manifest);
        if (name.find()) {
            etcd.put(CHARTS + name.group(1), manifest);
        }
    }

    void deleteChart(String name) throws IOException {
        etcd.delete(CHARTS + name);
    }

    /** Every HelmChart by name. */
    Map<String, String> chartTexts() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        etcd.below(CHARTS).forEach((key, text) -> texts.put(key.substring(CHARTS.length()), text));
        return texts;
    }

    /** {@code key=value}, or {@code key-} to take it away. */
    void annotate(String node, String word) throws IOException {
        int equals = word.indexOf('=');
        if (equals < 0) {
            etcd.delete(ANNOTATIONS + node + "/" + word.substring(0, word.length() - 1));
        } else {
            etcd.put(ANNOTATIONS + node + "/" + word.substring(0, equals), word.substring(equals + 1));
        }
    }

    String annotation(String node, String key) throws IOException {
        return etcd.get(ANNOTATIONS + node + "/" + key).orElse("");
    }

    List<String> charts() throws IOException {
        List<String> names = new ArrayList<>();
        etcd.below(CHARTS).keySet().forEach(key -> names.add(key.substring(CHARTS.length())));
        return names;
    }

    List<String> serverAddresses() throws IOException {
        return etcd.members().stream()
                .map(EtcdGateway.EtcdMember::clientUrl)
                .filter(url -> !url.isEmpty())
                .map(url -> url.replaceFirst("^https://", "").replaceFirst(":\\d+$", ""))
                .toList();
    }
}
