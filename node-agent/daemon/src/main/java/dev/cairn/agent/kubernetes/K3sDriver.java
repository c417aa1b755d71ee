package dev.cairn.agent.kubernetes;

import dev.cairn.agent.identity.Membership;
import dev.cairn.agent.state.DurableFiles;
import dev.cairn.protocol.NodeRole;
import dev.cairn.protocol.SiteKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** k3s under systemd: writes its configuration, starts {@code cairn-k3s.service} and asks k3s itself whether this node is ready. */
public final class K3sDriver implements KubernetesDriver {
    private static final Duration QUESTION = Duration.ofSeconds(15);
    private static final String READY = "jsonpath={.status.conditions[?(@.type==\"Ready\")].status}";

    private final @Nullable Path k3s;
    private final Path config;
    private final Commands commands;
    private final Function<Membership, Optional<String>> serverAddress;
    private @Nullable String version;

    /**
     * {@code root} is / on a real machine; {@code serverAddress} tells a worker where a server of its site is, once one was
     * heard.
     */
    public K3sDriver(Path root, Commands commands, Function<Membership, Optional<String>> serverAddress) {
        this.k3s = List.of("usr/bin/k3s", "usr/local/bin/k3s").stream()
                .map(root::resolve)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        this.config = root.resolve("etc/rancher/k3s");
        this.commands = commands;
        this.serverAddress = serverAddress;
    }

    @Override
    public String distribution() {
        return k3s == null ? "" : "k3s";
    }

    @Override
    public Optional<String> version() {
        return Optional.ofNullable(version);
    }

    @Override
    public boolean isPresent() {
        return k3s != null;
    }

    @Override
    public void start(Membership membership, SiteKeys keys) throws IOException {
        String text = switch (membership.role()) {
            case SERVER -> K3sConfig.server(membership, keys);
            case AGENT ->
                K3sConfig.agent(
                        membership,
                        keys,
                        serverAddress
                                .apply(membership)
                                .orElseThrow(() -> new IOException("no server of the site was heard yet")));
        };
        boolean changed = replace(config.resolve("config.yaml"), text);
        changed |= replace(config.resolve("cairn-role"), membership.role().word() + "\n");
        Commands.Result asked =
                commands.run(QUESTION, "systemctl", "--no-block", changed ? "restart" : "start", "cairn-k3s.service");
        if (!asked.succeeded()) {
            throw new IOException("systemctl: " + shortened(asked.output()));
        }
        if (version == null) {
            version = commands.run(QUESTION, binary(), "--version")
                    .output()
                    .lines()
                    .findFirst()
                    .map(line -> line.replaceFirst("^k3s version ", "").replaceFirst(" .*", ""))
                    .orElse(null);
        }
    }

    @Override
    public Optional<String> whyNotReady(Membership membership) {
        try {
            if (membership.role() == NodeRole.AGENT) {
                Commands.Result active = commands.run(QUESTION, "systemctl", "is-active", "cairn-k3s.service");
                return active.succeeded()
                        ? Optional.empty()
                        : Optional.of("cairn-k3s.service is " + active.output().strip());
            }
            Commands.Result node =
                    commands.run(QUESTION, binary(), "kubectl", "get", "node", membership.hostName(), "-o", READY);
            boolean ready = node.succeeded() && node.output().strip().equals("True");
            return ready ? Optional.empty() : Optional.of(shortened(node.output()));
        } catch (IOException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    private String binary() throws IOException {
        if (k3s == null) {
            throw new IOException("the slot has no k3s");
        }
        return k3s.toString();
    }

    private static String shortened(String output) {
        String line = output.strip().replaceAll("\\s+", " ");
        if (line.isEmpty()) {
            return "the node's condition Ready is not known yet";
        }
        return line.length() <= 200 ? line : line.substring(0, 200);
    }

    private static boolean replace(Path file, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), bytes)) {
            return false;
        }
        DurableFiles.replace(file, bytes);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return true;
    }
}
