package dev.cairn.agent.wiring;

import dev.cairn.agent.content.ContentInForce;
import dev.cairn.agent.content.ContentTrouble;
import dev.cairn.agent.content.PartitionContent;
import dev.cairn.agent.k3s.K3sCluster;
import dev.cairn.agent.k3s.K3sContentDriver;
import dev.cairn.agent.k3s.K3sDriver;
import dev.cairn.agent.k3s.K3sEvacuation;
import dev.cairn.agent.k3s.K3sFiles;
import dev.cairn.agent.k3s.K3sPreparation;
import dev.cairn.agent.k3s.K3sSecrets;
import dev.cairn.agent.k3s.K3sSettings;
import dev.cairn.agent.k3s.K3sSnapshots;
import dev.cairn.agent.k3s.NodeSettings;
import dev.cairn.agent.kubernetes.ClusterSnapshots;
import dev.cairn.agent.kubernetes.KubernetesDriver;
import dev.cairn.agent.kubernetes.ServerSecrets;
import dev.cairn.agent.kubernetes.SlotSettings;
import dev.cairn.agent.linux.LinuxCommands;
import dev.cairn.agent.linux.LinuxMachine;
import dev.cairn.agent.linux.LinuxSticks;
import dev.cairn.agent.played.PlayedBootLogs;
import dev.cairn.agent.played.PlayedKubernetes;
import dev.cairn.agent.played.PlayedMachine;
import dev.cairn.agent.played.PlayedSticks;
import dev.cairn.agent.recovery.DataPartition;
import dev.cairn.agent.slot.Machine;
import dev.cairn.agent.slot.SlotStore;
import dev.cairn.agent.stick.Sticks;
import dev.cairn.agent.telemetry.BootLogs;
import dev.cairn.agent.telemetry.JournalBootLogs;
import dev.cairn.agent.update.Evacuation;
import dev.cairn.protocol.ClusterSettings;
import dev.cairn.protocol.SlotName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * The machine that the options name, with its slots, ESP and Kubernetes drivers. Immutable.
 *
 * @param settings what the booted slot says of the cluster
 * @param content what content the machine can run; empty where Kubernetes is played
 * @param cluster empty where Kubernetes is played, and no cluster can form
 * @param evacuation takes workloads off the machine before it restarts
 * @param snapshots of the cluster on this machine's disk
 * @param secrets of the cluster on this machine's disk
 * @param bootLogs what earlier boots logged
 * @param ownLog keeps the agent's own lines for the boots after this one, where no journal does
 */
record Platform(
        Machine machine,
        SlotStore slots,
        DataPartition data,
        Path esp,
        Path seed,
        ClusterSettings settings,
        Optional<ContentParts> content,
        KubernetesDriver kubernetes,
        Optional<K3sCluster> cluster,
        Evacuation evacuation,
        ClusterSnapshots snapshots,
        ServerSecrets secrets,
        Duration kubernetesPoll,
        Path kubeconfig,
        Sticks sticks,
        boolean hasJournal,
        BootLogs bootLogs,
        Consumer<String> ownLog) {
    static final Path JOURNALCTL = Path.of("/usr/bin/journalctl");

    /** Where {@code cairn-data} leaves a link to the content partition of the booted disk. */
    private static final String CONTENT = "run/cairn/disk/content";

    static Platform of(AgentOptions options, IntConsumer exit) throws IOException {
        Path playedFolder = options.playedFolder();
        return playedFolder == null ? linux(options) : played(options, playedFolder, exit);
    }

    private static Platform linux(AgentOptions options) throws IOException {
        Path root = Path.of("/");
        LinuxCommands commands = new LinuxCommands();
        LinuxMachine machine = new LinuxMachine(root, commands);
        K3sFiles k3s = new K3sFiles(root);
        ClusterSettings settings = SlotSettings.below(root);
        ContentParts content = content(k3s, commands);
        K3sCluster cluster = cluster(k3s, commands, settings, content);
        return new Platform(
                machine,
                machine.slots(),
                machine.data(),
                options.esp(),
                linuxSeed(options),
                settings,
                Optional.of(content),
                new K3sDriver(k3s, commands),
                Optional.of(cluster),
                new K3sEvacuation(k3s, commands),
                new K3sSnapshots(k3s, commands),
                new K3sSecrets(k3s),
                Duration.ofSeconds(5),
                root.resolve("etc/rancher/k3s/k3s.yaml"),
                new LinuxSticks(root, commands),
                true,
                new JournalBootLogs(JOURNALCTL),
                line -> {});
    }

    /** Where the seed of a real machine stands. */
    static Path linuxSeed(AgentOptions options) {
        return options.seed() == null ? options.esp().resolve("cairn/seed.json") : options.seed();
    }

    private static Platform played(AgentOptions options, Path folder, IntConsumer exit) throws IOException {
        PlayedMachine machine = new PlayedMachine(folder, exit);
        Path seed = options.seed() == null ? machine.seed() : options.seed();
        PlayedBootLogs bootLogs = machine.bootLogs();
        Path booted = machine.slot(machine.bootedSlot().orElse(SlotName.A));
        Path k3sRoot = options.k3sRoot();
        if (k3sRoot != null) {
            LinuxCommands commands = new LinuxCommands();
            K3sFiles k3s = new K3sFiles(k3sRoot);
            ClusterSettings settings = SlotSettings.below(k3sRoot);
            ContentParts content = content(k3s, commands);
            K3sCluster cluster = cluster(k3s, commands, settings, content);
            return new Platform(
                    machine,
                    machine.slots(),
                    machine.data(),
                    machine.esp(),
                    seed,
                    settings,
                    Optional.of(content),
                    new K3sDriver(k3s, commands),
                    Optional.of(cluster),
                    new K3sEvacuation(k3s, commands),
                    new K3sSnapshots(k3s, commands),
                    new K3sSecrets(k3s),
                    Duration.ofMillis(500),
                    k3sRoot.resolve("etc/rancher/k3s/k3s.yaml"),
                    new PlayedSticks(folder),
                    false,
                    bootLogs,
                    bootLogs);
        }
        return new Platform(
                machine,
                machine.slots(),
                machine.data(),
                machine.esp(),
                seed,
                ClusterSettings.USUAL,
                Optional.empty(),
                new PlayedKubernetes(booted),
                Optional.empty(),
                Evacuation.NONE,
                ClusterSnapshots.NONE,
                ServerSecrets.NONE,
                Duration.ofMillis(200),
                folder.resolve("kubeconfig.yaml"),
                new PlayedSticks(folder),
                false,
                bootLogs,
                bootLogs);
    }

    private static K3sCluster cluster(
            K3sFiles files, LinuxCommands commands, ClusterSettings settings, ContentParts content) {
        return new K3sCluster(
                files,
                commands,
                new NodeSettings(Path.of("/"), files, K3sSettings.of(settings)),
                new K3sPreparation(files, content.inForce(), content.trouble()));
    }

    private static ContentParts content(K3sFiles files, LinuxCommands commands) {
        PartitionContent partition = new PartitionContent(files.root().resolve(CONTENT));
        K3sContentDriver driver = new K3sContentDriver(files, commands);
        return new ContentParts(partition, new ContentInForce(partition), new ContentTrouble(), driver, driver);
    }
}
