package dev.cairn.agent.k3s;

import dev.cairn.agent.kubernetes.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** k3s's own command line: what the driver asks it. Called by one lane. */
final class K3sCommand {
    private static final Logger LOG = LoggerFactory.getLogger(K3sCommand.class);
    private static final Duration QUESTION = Duration.ofSeconds(15);
    private static final Duration LONG = Duration.ofMinutes(10);
    /** Shorter than the time after which the watchdog takes the lane of updates for stuck. */
    private static final Duration SNAPSHOT = Duration.ofMinutes(3);

    private static final String READY = "jsonpath={.status.conditions[?(@.type==\"Ready\")].status}";

    private final K3sFiles files;
    private final Commands commands;

    K3sCommand(K3sFiles files, Commands commands) {
        this.files = files;
        this.commands = commands;
    }

    /** For example {@code v1.34.1+k3s1}. */
    Optional<String> version() throws IOException {
        return run(QUESTION, "--version")
                .output()
                .lines()
                .findFirst()
                .map(line -> line.replaceFirst("^k3s version ", "").replaceFirst(" .*", ""));
    }

    /**
     * Empty if Kubernetes calls the node ready, else why not. The kubelet's own credentials may read its node and are there on
     * agents too, where they go through k3s's load balancer to a server.
     */
    Optional<String> whyNotReady(String nodeName) throws IOException {
        Path kubelet = files.kubeletKubeconfig();
        List<String> words = new ArrayList<>(List.of("kubectl"));
        if (Files.exists(kubelet)) {
            words.add("--kubeconfig=" + kubelet);
        }
        words.addAll(List.of("--request-timeout=5s", "get", "node", nodeName, "-o", READY));
        Commands.Result node = run(QUESTION, words.toArray(String[]::new));
        if (node.succeeded() && node.output().strip().equals("True")) {
            return Optional.empty();
        }
        String said = Sentence.of(node.output());
        return Optional.of(said.isEmpty() ? "the node's condition Ready is not known yet" : said);
    }

    /** Takes a node object out of Kubernetes; one that is not there is no error. */
    void deleteNode(String nodeName) throws IOException {
        required(
                QUESTION,
                "kubectl",
                "--request-timeout=10s",
                "delete",
                "node",
                nodeName,
                "--ignore-not-found",
                "--wait=false");
    }

    /** Asks with the administrator's rights, which only servers have. */
    String kubectl(String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of("kubectl", "--request-timeout=10s"));
        all.addAll(List.of(words));
        return output(all);
    }

    /** Asks with the rights of this node's kubelet, which are there on agents too. */
    String kubectlOfNode(String... words) throws IOException {
        List<String> all = new ArrayList<>(
                List.of("kubectl", "--kubeconfig=" + files.kubeletKubeconfig(), "--request-timeout=10s"));
        all.addAll(List.of(words));
        return output(all);
    }

    private String output(List<String> words) throws IOException {
        Commands.Result result = run(QUESTION, words.toArray(String[]::new));
        if (!result.succeeded()) {
            throw new IOException("k3s kubectl: " + Sentence.of(result.output()));
        }
        return result.output().strip();
    }

    /** Imports an archive of images into k3s's containerd, packed or not. k3s must run. */
    void importImages(Path archive) throws IOException {
        required(LONG, "ctr", "images", "import", archive.toString());
    }

    /** Saves the database to this node's disk. */
    void saveSnapshot(String name) throws IOException {
        required(SNAPSHOT, "etcd-snapshot", "save", "--config=" + files.config(), "--name=" + name);
    }

    /** Throws one away and lets k3s forget it; one that is not there is no error. */
    void deleteSnapshot(String name) throws IOException {
        Commands.Result deleted = run(QUESTION, "etcd-snapshot", "delete", "--config=" + files.config(), name);
        if (!deleted.succeeded()) {
            LOG.warn("k3s does not delete snapshot {}: {}", name, Sentence.of(deleted.output()));
        }
    }

    /** Makes this server the only member of its cluster again, with the database of a snapshot. k3s must not run. */
    void resetTo(Path snapshot) throws IOException {
        required(
                LONG,
                "server",
                "--config=" + files.config(),
                "--" + K3sOption.CLUSTER_RESET.key(),
                "--" + K3sOption.CLUSTER_RESET_RESTORE_PATH.key() + "=" + snapshot);
    }

    private void required(Duration limit, String... words) throws IOException {
        Commands.Result result = run(limit, words);
        if (!result.succeeded()) {
            throw new IOException("k3s " + words[0] + ": " + Sentence.of(result.output()));
        }
    }

    private Commands.Result run(Duration limit, String... words) throws IOException {
        Path binary = files.binary().orElseThrow(() -> new IOException("the slot has no k3s"));
        List<String> command = new ArrayList<>(List.of(binary.toString()));
        command.addAll(List.of(words));
        return commands.run(limit, command.toArray(String[]::new));
    }
}
