package dev.cairn.agent.k3s;

import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A chart that k3s's Helm controller installs, as the resource that it reads (docs.k3s.io, "Helm"; helm.cattle.io/v1). The chart
 * stands in the resource itself, so that no repository is asked. Written as JSON, which YAML includes. Immutable.
 *
 * @param name of the release and the resource
 * @param namespace where the chart's objects go
 * @param chart the packed chart (.tgz)
 * @param values YAML, or null
 */
public record HelmChart(
        String name,
        String namespace,
        byte[] chart,
        @Nullable String values) {
    /** A DNS label (RFC 1123). */
    private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    /** Refuses names that Kubernetes would refuse. */
    public HelmChart {
        requireLabel(name);
        requireLabel(namespace);
        chart = chart.clone();
    }

    /** The resource that installs it. A failed upgrade stops and stays to be seen; k3s's default would uninstall and install anew. */
    public String manifest() {
        return resource(
                "HelmChart",
                name,
                "\"targetNamespace\":" + json(namespace)
                        + ",\"createNamespace\":true,\"failurePolicy\":\"abort\",\"chartContent\":"
                        + json(Base64.getEncoder().encodeToString(chart))
                        + (values == null ? "" : ",\"valuesContent\":" + json(values)));
    }

    /** The resource that gives a chart which k3s itself brings, such as traefik, other values. */
    public static String values(String packaged, String values) {
        requireLabel(packaged);
        return resource("HelmChartConfig", packaged, "\"valuesContent\":" + json(values));
    }

    private static String resource(String kind, String name, String spec) {
        return "{\"apiVersion\":\"helm.cattle.io/v1\",\"kind\":" + json(kind) + ",\"metadata\":{\"name\":" + json(name)
                + ",\"namespace\":\"kube-system\"},\"spec\":{" + spec + "}}\n";
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
