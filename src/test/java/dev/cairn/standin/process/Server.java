package dev.cairn.standin.process;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code k3s server}: etcd, its membership as k3s keeps it, port 6443, and this node's own sign of life. */
final class Server {
    private static final URI OWN = URI.create("https://127.0.0.1:2379");

    private final K3sArguments arguments;
    private final Path server;
    private final Authorities authorities;
    private final EtcdProcess etcd;
    private final Map<String, String> applied = new HashMap<>();
    private final ServedPods pods;

    Server(K3sArguments arguments) {
        this.arguments = arguments;
        this.server = arguments.data().resolve("server");
        this.authorities = new Authorities(server.resolve("tls"));
        this.etcd = new EtcdProcess(arguments);
        this.pods = new ServedPods(arguments.nodeName());
    }

    /** Runs until etcd ends; returns the exit code. */
    int run() throws IOException, InterruptedException {
        if (Files.exists(etcd.folder().resolve("tombstone"))) {
            Main.say("tombstone file has been detected, removing data dir to rejoin the cluster");
            Files.move(
                    etcd.folder(),
                    etcd.folder().resolveSibling("etcd-old-" + System.currentTimeMillis()),
                    StandardCopyOption.ATOMIC_MOVE);
        }
        if (arguments.isSet("cluster-reset")) {
            return reset();
        }
        Files.deleteIfExists(resetFlag());
        Process process = launch();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        EtcdGateway gateway = new EtcdGateway(OWN, own());
        Cluster cluster = new Cluster(gateway);
        Thread work = Thread.ofPlatform().daemon().start(() -> serve(process, gateway, cluster));
        int exit = process.waitFor();
        work.interrupt();
        if (etcd.wasRemoved()) {
            Files.writeString(etcd.folder().resolve("tombstone"), "");
            Main.say("this node has been removed from the cluster please restart k3s to rejoin the cluster");
        }
        Main.say("etcd ended with " + exit);
        return 1;
    }

    private Process launch() throws IOException {
        if (etcd.isInitialised()) {
            authorities.certify(arguments.nodeIp());
            return etcd.start("", false);
        }
        if (arguments.server().isEmpty()) {
            if (!arguments.isSet("cluster-init")) {
                throw new IllegalArgumentException("the stand-in runs embedded etcd only: cluster-init or server");
            }
            authorities.create();
            authorities.certify(arguments.nodeIp());
            Main.say("starts a new cluster");
            return etcd.start(etcd.name() + "=" + etcd.peerUrl(), true);
        }
        return join(arguments.server().get());
    }

    private Process join(String other) throws IOException {
        Https.Answer answer = new Https(null)
                .send(
                        URI.create("https://" + other + ":6443/v1-k3s/server-bootstrap"),
                        "server:" + arguments.token(),
                        null);
        if (answer.status() != 200) {
            throw new IOException("failed to validate token: " + answer.body());
        }
        authorities.take(answer.body());
        authorities.certify(arguments.nodeIp());
        EtcdGateway gateway = new EtcdGateway(URI.create("https://" + other + ":2379"), own());
        String name = etcd.name();
        List<EtcdGateway.EtcdMember> members = gateway.members();
        boolean added = false;
        for (EtcdGateway.EtcdMember member : members) {
            boolean ours = member.peerUrl().equals(etcd.peerUrl())
                    && (member.name().isEmpty() || member.name().equals(name));
            added |= ours;
            if (!ours && member.nodeName().equals(arguments.nodeName())) {
                Files.deleteIfExists(etcd.folder().resolve("name"));
                throw new IOException("duplicate node name found, please use a unique name for this node");
            }
        }
        if (!added) {
            gateway.addLearner(etcd.peerUrl());
        }
        String cluster = Stream.concat(
                        members.stream()
                                .filter(member -> !member.peerUrl().equals(etcd.peerUrl())
                                        && !member.name().isEmpty())
                                .map(member -> member.name() + "=" + member.peerUrl()),
                        Stream.of(name + "=" + etcd.peerUrl()))
                .collect(Collectors.joining(","));
        Main.say("joins the etcd cluster " + cluster);
        return etcd.start(cluster, false);
    }

    private void serve(Process process, EtcdGateway gateway, Cluster cluster) {
        String password = NodePassword.of(arguments);
        boolean up = false;
        while (process.isAlive() && !Thread.currentThread().isInterrupted()) {
            try {
                if (!cluster.admits(arguments.nodeName(), password)) {
                    Main.say("Node password rejected, duplicate hostname");
                    process.destroy();
                    return;
                }
                if (!up) {
                    new ServerApi(
                                    cluster,
                                    authorities,
                                    arguments.token(),
                                    arguments.value("agent-token").orElse(arguments.token()))
                            .start();
                    CommandPort.serve(words -> command(gateway, cluster, words));
                    pods.start();
                    Files.writeString(server.resolve("token"), arguments.token());
                    NodePassword.kubeconfig(arguments);
                    new AdminAccess(authorities)
                            .writeTo(Path.of(arguments.value("write-kubeconfig").orElse("/etc/rancher/k3s/k3s.yaml")));
                    up = true;
                    Main.say("is a voting member and serves its API");
                }
                cluster.sign(arguments.nodeName(), "server", arguments.nodeIp());
                promoteLearners(gateway);
                deploy(cluster);
                pods.run(new Workloads(cluster).podsOn(arguments.nodeName()));
                if (gateway.isLeader()) {
                    new HelmController(cluster).turn();
                    new Workloads(cluster).turn();
                }
            } catch (IOException notYet) {
                // A learner answers nothing, and without a majority nothing is written: k3s waits too.
            }
            try {
                Thread.sleep(Main.PAUSE_MS);
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    /** etcd itself refuses to promote one that has not caught up. */
    private static void promoteLearners(EtcdGateway gateway) throws IOException {
        if (gateway.isLeader()) {
            for (EtcdGateway.EtcdMember member : gateway.members()) {
                if (member.learner() && !member.name().isEmpty()) {
                    gateway.promote(member);
                }
            }
        }
    }

    /** k3s applies what stands in its folder of manifests; here only HelmCharts are kept. */
    private void deploy(Cluster cluster) throws IOException {
        Path manifests = server.resolve("manifests");
        if (!Files.isDirectory(manifests)) {
            return;
        }
        try (Stream<Path> files = Files.list(manifests)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                String text = Files.readString(file);
                if (text.contains("kind: HelmChart\n") || text.contains("\"kind\":\"HelmChart\"")) {
                    // As k3s does: what was applied from this folder is applied again only when its file changes.
                    if (!text.equals(applied.put(file.getFileName().toString(), text))) {
                        cluster.apply(text);
                    }
                }
            }
        }
    }

    private Kubectl.Result command(EtcdGateway gateway, Cluster cluster, List<String> words) throws IOException {
        if (words.getFirst().equals("kubectl")) {
            return Kubectl.run(cluster, words.subList(1, words.size()));
        }
        if (words.getFirst().equals("ctr")) {
            return Images.run(arguments, words);
        }
        if (words.get(1).equals("delete")) {
            boolean was = Files.deleteIfExists(server.resolve("db/snapshots").resolve(words.getLast()));
            return new Kubectl.Result(was ? 0 : 1, words.getLast() + (was ? " deleted." : " not found"));
        }
        String name = words.stream()
                .filter(word -> word.startsWith("--name="))
                .map(word -> word.substring("--name=".length()))
                .findFirst()
                .orElse("on-demand");
        Path snapshots = Files.createDirectories(server.resolve("db/snapshots"));
        String file = name + "-" + arguments.nodeName() + "-" + System.currentTimeMillis() / 1000;
        gateway.members();
        Path tls = server.resolve("tls/etcd");
        Programs.run(
                snapshots,
                Map.of("ETCDCTL_API", "3"),
                "etcdctl",
                "--endpoints=https://127.0.0.1:2379",
                "--cacert=" + tls.resolve("server-ca.crt"),
                "--cert=" + tls.resolve("client.crt"),
                "--key=" + tls.resolve("client.key"),
                "snapshot",
                "save",
                file);
        return new Kubectl.Result(0, "Snapshot " + file + " saved.");
    }

    private int reset() throws IOException {
        if (arguments.server().isPresent()) {
            throw new IOException(
                    "cannot perform cluster-reset while server URL is set - remove server from configuration before resetting");
        }
        if (Files.exists(resetFlag())) {
            throw new IOException(
                    "cluster-reset was successfully performed, please remove the cluster-reset flag and start k3s"
                            + " normally; to perform another one, first delete the reset-flag file");
        }
        Path folder = etcd.folder();
        Path snapshot = Path.of(arguments.value("cluster-reset-restore-path").orElseThrow());
        if (!Files.isRegularFile(snapshot)) {
            throw new IOException("etcd: snapshot path does not exist: " + snapshot);
        }
        Files.move(folder, folder.resolveSibling("etcd-old-" + System.currentTimeMillis()));
        String name = arguments.nodeName() + "-"
                + java.util.UUID.randomUUID().toString().substring(0, 8);
        Programs.run(
                server,
                Map.of("ETCDCTL_API", "3"),
                "etcdctl",
                "snapshot",
                "restore",
                // As k3s has it (k3s-io/k3s, pkg/etcd/etcd.go, Restore): with etcd's own default a restored founder
                // would have the ids that it had,
                // and servers of the old cluster would take it for their member.
                "--initial-cluster-token=",
                snapshot.toString(),
                "--data-dir=" + folder,
                "--name=" + name,
                "--initial-cluster=" + name + "=" + etcd.peerUrl(),
                "--initial-advertise-peer-urls=" + etcd.peerUrl());
        Files.writeString(folder.resolve("name"), name);
        Files.writeString(resetFlag(), "");
        Main.say(
                "Managed etcd cluster membership has been reset, restart without --cluster-reset flag now. Backup and delete"
                        + " ${datadir}/server/db on each peer etcd server and rejoin the nodes");
        return 0;
    }

    private Path resetFlag() {
        return server.resolve("db/reset-flag");
    }

    private Https own() throws IOException {
        return new Https(authorities.tls().resolve("etcd/client.p12"));
    }
}
