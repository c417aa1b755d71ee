package dev.cairn.agent.k3s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where k3s and its driver keep what (docs.k3s.io). Everything stands below one root, which is / on a real machine. Immutable. */
public record K3sFiles(Path root) {
    /** True for k3s's usual places, which need no option. */
    boolean isInstalled() {
        return root.toString().equals("/");
    }

    Path config() {
        return root.resolve("etc/rancher/k3s/config.yaml");
    }

    Path registries() {
        return root.resolve("etc/rancher/k3s/registries.yaml");
    }

    Path kubeconfig() {
        return root.resolve("etc/rancher/k3s/k3s.yaml");
    }

    Path data() {
        return root.resolve("var/lib/rancher/k3s");
    }

    Path server() {
        return data().resolve("server");
    }

    /** Where {@link #server} goes when a node stops to be one. */
    Path serverAside() {
        return data().resolve("server.forgotten");
    }

    /** The embedded database. */
    Path etcd() {
        return server().resolve("db/etcd");
    }

    Path snapshots() {
        return server().resolve("db/snapshots");
    }

    /** k3s leaves it when the member list no longer holds this server. */
    Path tombstone() {
        return etcd().resolve("tombstone");
    }

    /** As long as it is there, k3s is not started by the service, whoever asks for it: the database is not one. */
    Path restoring() {
        return server().resolve("db/cairn-restoring");
    }

    /** k3s leaves it after a reset, and takes it away when it starts from that. */
    Path resetFlag() {
        return server().resolve("db/reset-flag");
    }

    Path etcdTls() {
        return server().resolve("tls/etcd");
    }

    Path images() {
        return data().resolve("agent/images");
    }

    Path manifests() {
        return server().resolve("manifests");
    }

    /** With the kubelet's certificate, which may read its own node; there on servers and agents. */
    Path kubeletKubeconfig() {
        return data().resolve("agent/kubelet.kubeconfig");
    }

    /** What the running service was started with; gone after a boot. */
    Path started() {
        return root.resolve("run/cairn/k3s-started");
    }

    /** Digests of archives that the running k3s was told to import; gone after a boot, as k3s then imports all. */
    Path imported() {
        return root.resolve("run/cairn/k3s-imported");
    }

    /** Objects that are applied by hand. */
    Path rolling() {
        return root.resolve("run/cairn/k3s-rolling");
    }

    /** True once etcd wrote its log here, so that k3s starts from it and no longer joins. */
    boolean holdsDatabase() {
        return Files.isDirectory(etcd().resolve("member/wal"));
    }

    /** The executable in the running slot. */
    Optional<Path> binary() {
        return List.of("usr/bin/k3s", "usr/local/bin/k3s").stream()
                .map(root::resolve)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The configuration as it stands, empty if there is none. */
    String configText() throws IOException {
        return Files.exists(config()) ? Files.readString(config()) : "";
    }
}
