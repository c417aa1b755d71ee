package dev.cairn.agent.k3s;

import dev.cairn.image.Sha256;
import dev.cairn.image.content.ContentItem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A chart that k3s's Helm controller installs, as the resource that it reads (docs.k3s.io, "Helm"; helm.cattle.io/v1). The chart
 * stands in the resource itself, so that no repository is asked. Written as JSON, which YAML includes. Immutable.
 *
 * @param name of the release and the resource
 * @param namespace where the chart's objects go
 * @param chart the packed chart (.tgz)
 * @param values some of the chart's values by name, as {@code helm --set} takes them
 * @param bringsNetwork whether it has to be installed before pods can talk
 */
public record HelmChart(
        String name, String namespace, byte[] chart, Map<String, String> values, boolean bringsNetwork) {
    private static final String NAMESPACE = "namespace";
    private static final String SET = "set.";
    private static final String ITEM = "cairn.dev/item";
    private static final Pattern ITEM_OF = Pattern.compile("\"" + ITEM + "\":\"([0-9a-f]{64})\"");
    /** Helm, as the images of k3s's jobs name it: helm_v3 in older ones, in which helm may be another version, and helm in newer ones. */
    private static final String HELM = "exec \"$(command -v helm_v3 || command -v helm)\" \"$@\"";
    /** Whole numbers are given as such; helm-controller passes all other text but true, false and null as text. */
    private static final Pattern NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,8}");
    /** A DNS label (RFC 1123). */
    private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    /** Refuses names that Kubernetes would refuse. */
    public HelmChart {
        requireLabel(name);
        requireLabel(namespace);
        chart = chart.clone();
        values = new TreeMap<>(values);
    }

    /** The chart of an item: network and storage belong to {@code kube-system}, all else to {@code default}, unless it says otherwise. */
    static HelmChart of(ContentItem item, byte[] chart) {
        boolean network = item.layer().equals("cni");
        String usual = network || item.layer().equals("csi") ? "kube-system" : "default";
        Map<String, String> values = new TreeMap<>();
        item.settings().forEach((setting, value) -> {
            if (setting.startsWith(SET)) {
                values.put(setting.substring(SET.length()), value);
            }
        });
        return new HelmChart(item.name(), item.settings().getOrDefault(NAMESPACE, usual), chart, values, network);
    }

    /** The resource that installs it. A failed upgrade stops and stays to be seen; k3s's default would uninstall and install anew. */
    public String manifest() {
        StringBuilder set = new StringBuilder();
        values.forEach((key, value) -> set.append(set.isEmpty() ? "" : ",")
                .append(json(key))
                .append(':')
                .append(NUMBER.matcher(value).matches() ? value : json(value)));
        return resource(
                "HelmChart",
                name,
                "\"targetNamespace\":" + json(namespace)
                        + ",\"createNamespace\":true"
                        + (bringsNetwork ? ",\"bootstrap\":true" : "")
                        + ",\"failurePolicy\":\"abort\",\"chartContent\":"
                        + json(Base64.getEncoder().encodeToString(chart))
                        + (set.isEmpty() ? "" : ",\"set\":{" + set + "}"));
    }

    /** What tells one state of a chart from another in the object itself: the annotation of a manifest that {@link #manifest} made. */
    static String itemOf(byte[] manifest) {
        Matcher found = ITEM_OF.matcher(new String(manifest, StandardCharsets.UTF_8));
        return found.find() ? found.group(1) : "";
    }

    /**
     * A job that lets Helm take a release back to its last revision (helm rollback): with the image of k3s's own job for this chart, whose
     * service account ({@code helm-NAME}) may change what the chart made.
     */
    static String rollback(String job, ContentItem item, String image) {
        HelmChart chart = of(item, new byte[0]);
        return "{\"apiVersion\":\"batch/v1\",\"kind\":\"Job\",\"metadata\":{\"name\":" + json(job)
                + ",\"namespace\":\"kube-system\"},\"spec\":{\"backoffLimit\":2,\"template\":{\"spec\":{\"serviceAccountName\":"
                + json("helm-" + chart.name)
                + ",\"restartPolicy\":\"Never\",\"hostNetwork\":true,\"tolerations\":[{\"operator\":\"Exists\"}],\"containers\":["
                + "{\"name\":\"helm\",\"image\":" + json(image) + ",\"imagePullPolicy\":\"IfNotPresent\",\"command\":["
                + "\"sh\",\"-c\"," + json(HELM) + ",\"helm\",\"rollback\"," + json(chart.name) + ",\"--namespace\","
                + json(chart.namespace)
                + "]}]}}}}\n";
    }

    private static String resource(String kind, String name, String spec) {
        String item = Sha256.of(spec.getBytes(StandardCharsets.UTF_8));
        return "{\"apiVersion\":\"helm.cattle.io/v1\",\"kind\":" + json(kind) + ",\"metadata\":{\"name\":" + json(name)
                + ",\"namespace\":\"kube-system\",\"annotations\":{" + json(ITEM) + ":" + json(item) + "}},\"spec\":{"
                + spec
                + "}}\n";
    }

    private static void requireLabel(String text) {
        if (!LABEL.matcher(text).matches()) {
            throw new IllegalArgumentException("not a name that Kubernetes takes: " + text);
        }
    }

    private static String json(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                default -> {
                    if (c < ' ' || c == 0x7f || c == '\u2028' || c == '\u2029') {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }
}
