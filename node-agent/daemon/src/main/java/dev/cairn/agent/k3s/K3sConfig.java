package dev.cairn.agent.k3s;

import dev.cairn.agent.k3s.K3sOption.Command;
import dev.cairn.agent.kubernetes.ClusterDriver.Setup;
import dev.cairn.agent.kubernetes.ClusterPlace;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The text of k3s's {@code config.yaml} (docs.k3s.io, "Configuration File"). Its first line tells as what the node is set up, so that
 * one file, replaced at once, decides both k3s's command and its options: no power cut leaves the one without the other.
 */
final class K3sConfig {
    private static final String MARK = "# cairn: ";
    private static final int API_PORT = 6443;

    private final Setup setup;
    private final Command command;
    private final Map<K3sOption, Object> values = new EnumMap<>(K3sOption.class);

    private K3sConfig(Setup setup, Command command) {
        this.setup = setup;
        this.command = command;
    }

    /** The first server of a new cluster: embedded etcd, tokens that every node of the site derives by itself. */
    static String firstServer(ClusterPlace place, K3sSettings settings, K3sFiles files) {
        return new K3sConfig(Setup.FIRST_SERVER, Command.SERVER)
                .with(K3sOption.CLUSTER_INIT, true)
                .server(place, settings, files)
                .text();
    }

    /** One more server. */
    static String joiningServer(ClusterPlace place, K3sSettings settings, K3sFiles files, String address) {
        return new K3sConfig(Setup.JOINED_SERVER, Command.SERVER)
                .with(K3sOption.SERVER, url(address))
                .server(place, settings, files)
                .text();
    }

    /** A worker; it never learns the servers' token. */
    static String agent(ClusterPlace place, K3sSettings settings, K3sFiles files, String address) {
        return new K3sConfig(Setup.AGENT, Command.AGENT)
                .with(K3sOption.SERVER, url(address))
                .with(K3sOption.TOKEN, place.keys().agentToken())
                .node(place, settings, files)
                .text();
    }

    /** As what a text sets the node up; a text of an older agent has no first line that tells it. */
    static Setup setupOf(String text) {
        Optional<String> mark = text.lines().findFirst().filter(line -> line.startsWith(MARK));
        if (mark.isPresent()) {
            return Setup.valueOf(mark.get()
                    .substring(MARK.length())
                    .replaceFirst(" .*", "")
                    .replace('-', '_')
                    .toUpperCase(Locale.ROOT));
        }
        if (text.lines().anyMatch(line -> line.equals("cluster-init: true"))) {
            return Setup.FIRST_SERVER;
        }
        return text.lines().anyMatch(line -> line.startsWith("agent-token:")) ? Setup.JOINED_SERVER : Setup.AGENT;
    }

    /** The address of the server that a text names for the first contact. */
    static Optional<String> serverOf(String text) {
        return value(text, K3sOption.SERVER)
                .map(url ->
                        url.substring("https://".length(), url.lastIndexOf(':')).replaceAll("[\\[\\]]", ""));
    }

    /** The name of this node in Kubernetes, empty if the text has none. */
    static String nodeNameOf(String text) {
        return value(text, K3sOption.NODE_NAME).orElse("");
    }

    /** The address that a text gives this node. */
    static Optional<String> nodeIpOf(String text) {
        return value(text, K3sOption.NODE_IP);
    }

    /** The interface that a text names. */
    static Optional<String> interfaceOf(String text) {
        return value(text, K3sOption.FLANNEL_IFACE);
    }

    /** The range that a text gives pods, or null for k3s's own. */
    static @Nullable String podCidrOf(String text) {
        return value(text, K3sOption.CLUSTER_CIDR).orElse(null);
    }

    /** The range that a text gives services, or null for k3s's own. */
    static @Nullable String serviceCidrOf(String text) {
        return value(text, K3sOption.SERVICE_CIDR).orElse(null);
    }

    /** As this class writes it: in double quotes, on a line of its own; names and URLs need no escapes. */
    private static Optional<String> value(String text, K3sOption option) {
        String start = option.key() + ": \"";
        return text.lines()
                .filter(line -> line.startsWith(start) && line.endsWith("\""))
                .map(line -> line.substring(start.length(), line.length() - 1))
                .findFirst();
    }

    private K3sConfig server(ClusterPlace place, K3sSettings settings, K3sFiles files) {
        with(K3sOption.TOKEN, place.keys().serverToken());
        with(K3sOption.AGENT_TOKEN, place.keys().agentToken());
        with(K3sOption.WRITE_KUBECONFIG_MODE, "0600");
        with(K3sOption.WRITE_KUBECONFIG, files.isInstalled() ? null : text(files.kubeconfig()));
        with(K3sOption.TLS_SAN, settings.tlsSans());
        with(K3sOption.CLUSTER_CIDR, settings.podCidr());
        with(K3sOption.SERVICE_CIDR, settings.serviceCidr());
        with(K3sOption.CLUSTER_DNS, settings.clusterDns());
        with(K3sOption.FLANNEL_BACKEND, settings.flannelBackend());
        with(K3sOption.DISABLE, settings.disabled());
        // k3s's network policy controller needs flannel's bridge; a chart that brings the network brings its own.
        with(K3sOption.DISABLE_NETWORK_POLICY, "none".equals(settings.flannelBackend()));
        with(K3sOption.DISABLE_CLOUD_CONTROLLER, true);
        with(K3sOption.DEFAULT_LOCAL_STORAGE_PATH, settings.localStoragePath());
        with(K3sOption.ETCD_SNAPSHOT_SCHEDULE_CRON, settings.snapshotCron());
        with(K3sOption.ETCD_SNAPSHOT_RETENTION, settings.snapshotsKept());
        with(K3sOption.SECRETS_ENCRYPTION, settings.secretsEncrypted());
        return node(place, settings, files);
    }

    private K3sConfig node(ClusterPlace place, K3sSettings settings, K3sFiles files) {
        with(K3sOption.NODE_NAME, place.nodeName());
        with(K3sOption.DATA_DIR, files.isInstalled() ? null : text(files.data()));
        with(K3sOption.PRIVATE_REGISTRY, files.isInstalled() ? null : text(files.registries()));
        with(K3sOption.DISABLE_DEFAULT_REGISTRY_ENDPOINT, settings.registriesForbidden());
        with(K3sOption.NODE_IP, settings.nodeIp());
        with(K3sOption.FLANNEL_IFACE, settings.flannelInterface());
        with(K3sOption.NODE_LABEL, List.of("cairn.dev/site=" + place.site()));
        with(K3sOption.KUBELET_ARG, settings.kubeletArguments());
        return this;
    }

    /** Null, false and empty lists are k3s's own defaults and are left out. */
    private K3sConfig with(K3sOption option, @Nullable Object value) {
        if (!option.isFor(command)) {
            throw new IllegalArgumentException("k3s " + command.word() + " does not know " + option.key());
        }
        if (value != null && !Boolean.FALSE.equals(value) && !List.of().equals(value)) {
            values.put(option, value);
        }
        return this;
    }

    private String text() {
        StringBuilder out = new StringBuilder(MARK)
                .append(setup.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .append("\n# Written by the Cairn agent, which replaces it as a whole.\n");
        values.forEach((option, value) -> {
            out.append(option.key()).append(':');
            switch (value) {
                case List<?> list -> {
                    out.append('\n');
                    list.forEach(element -> out.append("  - ")
                            .append(quoted(element.toString()))
                            .append('\n'));
                }
                case String text -> out.append(' ').append(quoted(text)).append('\n');
                default -> out.append(' ').append(value).append('\n');
            }
        });
        return out.toString();
    }

    private static String text(Path path) {
        return path.toString();
    }

    private static String url(String address) {
        return "https://" + (address.contains(":") ? "[" + address + "]" : address) + ":" + API_PORT;
    }

    /** YAML 1.2, section 7.3.1: double-quoted scalars escape as JSON does. */
    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                default -> {
                    if (c < ' ') {
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
