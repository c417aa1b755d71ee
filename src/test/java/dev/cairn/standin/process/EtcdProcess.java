package dev.cairn.standin.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A real etcd as this server's child, with k3s's folders, names, ports and intervals. */
final class EtcdProcess {
    private final K3sArguments arguments;
    private final Path folder;
    private long loggedBefore;

    EtcdProcess(K3sArguments arguments) {
        this.arguments = arguments;
        this.folder = arguments.data().resolve("server/db/etcd");
    }

    Path folder() {
        return folder;
    }

    boolean isInitialised() {
        return Files.isDirectory(folder.resolve("member/wal"));
    }

    String peerUrl() {
        return "https://" + arguments.nodeIp() + ":2380";
    }

    /** The node's name and a part of a UUID, kept. */
    String name() throws IOException {
        Path file = folder.resolve("name");
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            Files.writeString(
                    file,
                    arguments.nodeName() + "-" + UUID.randomUUID().toString().substring(0, 8));
        }
        return Files.readString(file);
    }

    /** @param cluster {@code name=peer-url,…}; empty for one that has its log */
    Process start(String cluster, boolean isNew) throws IOException {
        Path tls = arguments.data().resolve("server/tls/etcd");
        List<String> command = new ArrayList<>(List.of(
                "etcd",
                "--name=" + name(),
                "--data-dir=" + folder,
                "--listen-client-urls=https://127.0.0.1:2379,https://" + arguments.nodeIp() + ":2379",
                "--advertise-client-urls=https://" + arguments.nodeIp() + ":2379",
                "--listen-peer-urls=" + peerUrl(),
                "--initial-advertise-peer-urls=" + peerUrl(),
                "--client-cert-auth",
                "--cert-file=" + tls.resolve("server-client.crt"),
                "--key-file=" + tls.resolve("server-client.key"),
                "--trusted-ca-file=" + tls.resolve("server-ca.crt"),
                "--peer-client-cert-auth",
                "--peer-cert-file=" + tls.resolve("peer-server-client.crt"),
                "--peer-key-file=" + tls.resolve("peer-server-client.key"),
                "--peer-trusted-ca-file=" + tls.resolve("peer-ca.crt"),
                "--heartbeat-interval=500",
                "--election-timeout=5000",
                "--logger=zap",
                "--log-level=warn"));
        if (!cluster.isEmpty()) {
            command.add("--initial-cluster=" + cluster);
            command.add("--initial-cluster-state=" + (isNew ? "new" : "existing"));
        }
        Path log = log();
        loggedBefore = Files.exists(log) ? Files.size(log) : 0;
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private Path log() {
        return arguments.data().resolve("etcd.log");
    }

    /** Whether its log says that the member list no longer holds it, since it was started: the log goes on over many memberships. */
    boolean wasRemoved() throws IOException {
        byte[] all = Files.readAllBytes(log());
        int from = (int) Math.min(loggedBefore, all.length);
        return new String(all, from, all.length - from, StandardCharsets.UTF_8)
                .lines()
                .anyMatch(line -> line.contains("permanently removed") || line.contains("has been removed"));
    }
}
