package dev.cairn.agent.k3s;

import java.util.EnumSet;
import java.util.Set;

/**
 * Every option that this driver writes into k3s's {@code config.yaml}, in the order in which it writes them. Each stands, with the
 * commands that take it, in {@code resources/k3s/options.tsv} for every supported version; a test holds them together.
 */
public enum K3sOption {
    CLUSTER_INIT("cluster-init", Command.SERVER),
    SERVER("server", Command.SERVER, Command.AGENT),
    NODE_NAME("node-name", Command.SERVER, Command.AGENT),
    TOKEN("token", Command.SERVER, Command.AGENT),
    AGENT_TOKEN("agent-token", Command.SERVER),
    DATA_DIR("data-dir", Command.SERVER, Command.AGENT),
    PRIVATE_REGISTRY("private-registry", Command.SERVER, Command.AGENT),
    DISABLE_DEFAULT_REGISTRY_ENDPOINT("disable-default-registry-endpoint", Command.SERVER, Command.AGENT),
    WRITE_KUBECONFIG("write-kubeconfig", Command.SERVER),
    WRITE_KUBECONFIG_MODE("write-kubeconfig-mode", Command.SERVER),
    NODE_IP("node-ip", Command.SERVER, Command.AGENT),
    TLS_SAN("tls-san", Command.SERVER),
    CLUSTER_CIDR("cluster-cidr", Command.SERVER),
    SERVICE_CIDR("service-cidr", Command.SERVER),
    CLUSTER_DNS("cluster-dns", Command.SERVER),
    FLANNEL_BACKEND("flannel-backend", Command.SERVER),
    FLANNEL_IFACE("flannel-iface", Command.SERVER, Command.AGENT),
    DISABLE("disable", Command.SERVER),
    DISABLE_NETWORK_POLICY("disable-network-policy", Command.SERVER),
    DISABLE_CLOUD_CONTROLLER("disable-cloud-controller", Command.SERVER),
    DEFAULT_LOCAL_STORAGE_PATH("default-local-storage-path", Command.SERVER),
    ETCD_SNAPSHOT_SCHEDULE_CRON("etcd-snapshot-schedule-cron", Command.SERVER),
    ETCD_SNAPSHOT_RETENTION("etcd-snapshot-retention", Command.SERVER),
    SECRETS_ENCRYPTION("secrets-encryption", Command.SERVER),
    NODE_LABEL("node-label", Command.SERVER, Command.AGENT),
    KUBELET_ARG("kubelet-arg", Command.SERVER, Command.AGENT),
    CLUSTER_RESET("cluster-reset", Command.SERVER),
    CLUSTER_RESET_RESTORE_PATH("cluster-reset-restore-path", Command.SERVER);

    private final String key;
    private final Set<Command> commands;

    K3sOption(String key, Command first, Command... more) {
        this.key = key;
        this.commands = EnumSet.of(first, more);
    }

    /** Its name on k3s's command line and its key in the configuration. */
    public String key() {
        return key;
    }

    /** Whether the command takes it. */
    public boolean isFor(Command command) {
        return commands.contains(command);
    }

    /** The long-running commands of k3s. */
    public enum Command {
        SERVER("server"),
        AGENT("agent");

        private final String word;

        Command(String word) {
            this.word = word;
        }

        /** As k3s calls it. */
        public String word() {
            return word;
        }
    }
}
