package dev.cairn.cluster;

import dev.cairn.agent.beacon.NoticeExchange;
import dev.cairn.agent.content.ContentMachine;
import dev.cairn.agent.content.ContentTrouble;
import dev.cairn.agent.content.OrderedContent;
import dev.cairn.agent.content.PartitionContent;
import dev.cairn.agent.formation.Formation;
import dev.cairn.agent.formation.FormationStore;
import dev.cairn.agent.formation.FormationTimes;
import dev.cairn.agent.formation.NeighbourTable;
import dev.cairn.agent.formation.Wishes;
import dev.cairn.agent.k3s.K3sCluster;
import dev.cairn.agent.k3s.K3sContentDriver;
import dev.cairn.agent.k3s.K3sFiles;
import dev.cairn.agent.k3s.K3sPreparation;
import dev.cairn.agent.k3s.K3sSettings;
import dev.cairn.agent.k3s.K3sSnapshots;
import dev.cairn.agent.k3s.NodeSettings;
import dev.cairn.agent.kubernetes.ClusterPlace;
import dev.cairn.agent.kubernetes.SlotSettings;
import dev.cairn.agent.lane.Lane;
import dev.cairn.agent.linux.LinuxCommands;
import dev.cairn.agent.restore.RestoreMachine;
import dev.cairn.agent.state.StateFolder;
import dev.cairn.agent.update.ChunkStore;
import dev.cairn.image.Sha256;
import dev.cairn.protocol.ClusterNotice;
import dev.cairn.protocol.ClusterNoticeCodec;
import dev.cairn.protocol.ClusterRestore;
import dev.cairn.protocol.ClusterSettings;
import dev.cairn.protocol.ClusterStatus;
import dev.cairn.protocol.ContentStatus;
import dev.cairn.protocol.DesiredRelease;
import dev.cairn.protocol.NodeAssignment;
import dev.cairn.protocol.NodeId;
import dev.cairn.protocol.NodeRole;
import dev.cairn.protocol.SiteKeys;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What an agent does to form a cluster, in a process inside a node's namespace: the production formation, exchange and driver, with
 * shorter times and a disk that is said to be good. It answers each line with where it stands.
 */
final class FormingProcess {
    private static final FormationTimes TIMES = new FormationTimes(
            Duration.ofSeconds(8),
            Duration.ofSeconds(6),
            Duration.ofSeconds(15),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofMinutes(2),
            Duration.ofSeconds(40),
            Duration.ofMinutes(2),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(3));

    /** Where a test puts chunks, named by digest, for the process to take as if a laptop had sent them. */
    static final String BROUGHT = "brought";

    private FormingProcess() {}

    /** Arguments: the root folder, the node's name, its address. */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        K3sFiles files = new K3sFiles(root);
        ClusterSettings settings = SlotSettings.below(root);
        PartitionContent partition = new PartitionContent(root.resolve("content.squashfs"));
        StateFolder state = new StateFolder(root.resolve("var/lib/cairn"));
        K3sContentDriver contentDriver = new K3sContentDriver(files, new LinuxCommands());
        Supplier<Optional<DesiredRelease>> order = () -> ordered(root);
        ChunkStore store = new ChunkStore(root.resolve("var/lib/cairn/content"));
        OrderedContent ordered = new OrderedContent(order, store, contentDriver, partition);
        ContentMachine content = new ContentMachine(
                new ContentMachine.Parts(
                        order,
                        () -> 1,
                        bundle -> true,
                        ordered,
                        contentDriver,
                        state,
                        new ContentTrouble(),
                        (kind, text, attributes) -> {}),
                partition);
        K3sPreparation prepared = new K3sPreparation(files, content, new ContentTrouble());
        String name = arguments[1];
        SiteKeys keys = SiteKeys.of(new byte[32], DriverProcess.SITE);
        String boot = UUID.randomUUID().toString();
        LongSupplier ticks = () -> System.nanoTime() / 1_000_000;
        NodeId self = new NodeId(name);
        NeighbourTable neighbours = new NeighbourTable(self, boot);
        K3sCluster cluster = new K3sCluster(
                files, new LinuxCommands(), new NodeSettings(Path.of("/"), files, K3sSettings.of(settings)), prepared);
        K3sSnapshots snapshots = new K3sSnapshots(files, new LinuxCommands());
        Formation formation = new Formation(new Formation.Parts(
                self,
                ClusterNotice.tag(name),
                boot,
                neighbours,
                cluster,
                () -> Optional.of(Duration.ofMillis(2)),
                FormationStore.in(state),
                () -> new Wishes(
                        new ClusterPlace(DriverProcess.SITE, name, keys),
                        true,
                        settings.voters(),
                        servers(root),
                        restore(root).map(ClusterRestore::node).orElse(null)),
                (kind, text, attributes) -> {},
                ticks,
                InstantSource.system(),
                () -> UUID.randomUUID().toString().replace("-", "").substring(0, 16),
                TIMES));
        RestoreMachine restoring = new RestoreMachine(new RestoreMachine.Parts(
                self,
                () -> restore(root),
                () -> Optional.of(new ClusterPlace(DriverProcess.SITE, name, keys)),
                cluster,
                cluster,
                snapshots,
                state,
                (kind, text, attributes) -> {},
                ticks,
                InstantSource.system()));
        ClusterNoticeCodec codec = new ClusterNoticeCodec(keys);
        try (Lane lane = Lane.start("formation", () -> restoring.step() ? TIMES.quick() : formation.turn());
                Lane contentLane = Lane.start("content", () -> {
                    bring(root.resolve(BROUGHT), store);
                    return content.step();
                });
                NoticeExchange exchange = NoticeExchange.start(
                        () -> Optional.of(codec),
                        formation::notice,
                        (notice, address) -> neighbours.hear(notice, address, ticks.getAsLong()),
                        formation::noticeInterval)) {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                contentLane.wake();
                System.out.println(
                        switch (line) {
                            case "content" -> told(content.status());
                            case "restore" ->
                                restoring.status().phase().word() + " "
                                        + restoring.status().reason();
                            case "keep" -> String.valueOf(snapshots.take("test"));
                            case "kept" -> snapshots.list().getFirst().name();
                            default -> told(formation.status());
                        });
                System.out.flush();
            }
        }
    }

    /** Takes what is there whole; what a power cut interrupts is taken again. */
    private static void bring(Path folder, ChunkStore store) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                byte[] chunk = Files.readAllBytes(file);
                String digest = file.getFileName().toString();
                if (Sha256.of(chunk).equals(digest)) {
                    store.put(digest, chunk);
                    Files.delete(file);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What a test wrote into the file {@code ordered}: the content that an order would name. */
    private static Optional<DesiredRelease> ordered(Path root) {
        try {
            Path file = root.resolve("ordered");
            return Files.exists(file)
                    ? Optional.of(new DesiredRelease(
                            "ab".repeat(32),
                            "cd".repeat(32),
                            "v",
                            60,
                            false,
                            null,
                            null,
                            Files.readString(file).strip()))
                    : Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What a test wrote into the file {@code servers}: names of nodes as an order would list them. */
    private static List<NodeAssignment> servers(Path root) {
        try {
            Path file = root.resolve("servers");
            return Files.exists(file)
                    ? Stream.of(Files.readString(file).strip().split(" "))
                            .map(name -> new NodeAssignment(new NodeId(name), NodeRole.SERVER, name))
                            .toList()
                    : List.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What a test wrote into the file {@code restore}: what an order would say. */
    private static Optional<ClusterRestore> restore(Path root) {
        try {
            Path file = root.resolve("restore");
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            String[] words = Files.readString(file).strip().split(" ");
            return Optional.of(new ClusterRestore(new NodeId(words[1]), words[2], Long.parseLong(words[0])));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String told(ContentStatus status) {
        return (status.phase().word() + " " + status.digest() + " " + status.failed() + " " + status.reason()).strip();
    }

    private static String told(ClusterStatus status) {
        String alarm = status.alarm() == null ? "" : " " + status.alarm().code();
        return (status.phase().word() + " " + String.join(",", status.voters()) + alarm).strip();
    }
}
