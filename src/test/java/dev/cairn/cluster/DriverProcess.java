package dev.cairn.cluster;

import dev.cairn.agent.k3s.K3sCluster;
import dev.cairn.agent.k3s.K3sEvacuation;
import dev.cairn.agent.k3s.K3sFiles;
import dev.cairn.agent.k3s.K3sPreparation;
import dev.cairn.agent.k3s.K3sSettings;
import dev.cairn.agent.k3s.K3sSnapshots;
import dev.cairn.agent.k3s.NodeSettings;
import dev.cairn.agent.kubernetes.ClusterPlace;
import dev.cairn.agent.kubernetes.ClusterSnapshots;
import dev.cairn.agent.kubernetes.Member;
import dev.cairn.agent.linux.LinuxCommands;
import dev.cairn.agent.update.Evacuation;
import dev.cairn.protocol.ClusterSnapshot;
import dev.cairn.protocol.SiteId;
import dev.cairn.protocol.SiteKeys;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The production driver in a process inside a node's namespace: one command a line, one answer a line. */
final class DriverProcess {
    static final SiteId SITE = new SiteId("site-1");

    private DriverProcess() {}

    /** Arguments: the root folder and the node's name. */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        K3sFiles files = new K3sFiles(root);
        K3sCluster driver = new K3sCluster(
                files,
                new LinuxCommands(),
                new NodeSettings(Path.of("/"), files, K3sSettings.DEFAULT),
                K3sPreparation.none(files));
        K3sEvacuation evacuation = new K3sEvacuation(files, new LinuxCommands());
        ClusterPlace place = new ClusterPlace(SITE, arguments[1], SiteKeys.of(new byte[32], SITE));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            String answer;
            try {
                answer = "done " + run(driver, evacuation, place, root, words);
            } catch (IOException refused) {
                answer = "refused " + refused.getMessage();
            }
            System.out.println(answer.replace('\n', ' '));
            System.out.flush();
        }
    }

    private static String run(
            K3sCluster driver, K3sEvacuation evacuation, ClusterPlace place, Path root, String[] words)
            throws IOException {
        switch (words[0]) {
            case "first" -> driver.startFirst(place);
            case "server" -> driver.joinAsServer(place, words[1]);
            case "agent" -> driver.joinAsAgent(place, words[1]);
            case "forget" -> driver.forgetServer();
            case "snapshot" -> driver.snapshot(words[1]);
            case "keep" -> {
                return switch (new K3sSnapshots(new K3sFiles(root), new LinuxCommands()).take(words[1])) {
                    case ClusterSnapshots.Taking.Taken taken -> taken.snapshot().name();
                    case ClusterSnapshots.Taking.NotHere nothing -> "not here";
                    case ClusterSnapshots.Taking.Unreadable unreadable -> "unreadable";
                    case ClusterSnapshots.Taking.Failed failed -> "failed " + failed.reason();
                };
            }
            case "kept" -> {
                return new K3sSnapshots(new K3sFiles(root), new LinuxCommands())
                        .list().stream().map(ClusterSnapshot::name).collect(Collectors.joining(" "));
            }
            case "restore" -> {
                driver.prepareRestore();
                var unused = driver.dismissOthers();
                driver.restore(place, snapshot(root, words[1]).getFileName().toString());
                driver.startRestored(place);
            }
            case "remove" -> {
                for (Member member : driver.members().members()) {
                    if (words[1].equals(member.nodeName())) {
                        driver.removeMember(member);
                    }
                }
            }
            case "members" -> {
                return driver.members().members().stream()
                        .map(member -> member.nodeName()
                                + (member.voter() ? ":voter" : ":learner")
                                + (member.healthy() ? ":healthy" : ":silent"))
                        .sorted()
                        .collect(Collectors.joining(" "));
            }
            case "standing" -> {
                var standing = driver.standing();
                return standing.setup() + (standing.ready() ? " ready" : " not-ready " + standing.reason());
            }
            case "leave" -> {
                return switch (evacuation.leave()) {
                    case Evacuation.Leaving.Gone gone -> "gone";
                    case Evacuation.Leaving.Underway underway -> "underway " + underway.what();
                    case Evacuation.Leaving.Refused refused -> "refused " + refused.reason();
                };
            }
            case "come-back" -> {
                return String.valueOf(evacuation.comeBack());
            }
            default -> throw new IOException("unknown command " + words[0]);
        }
        return "";
    }

    private static Path snapshot(Path root, String name) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("var/lib/rancher/k3s/server/db/snapshots"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("cairn-" + name))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no snapshot " + name));
        }
    }
}
