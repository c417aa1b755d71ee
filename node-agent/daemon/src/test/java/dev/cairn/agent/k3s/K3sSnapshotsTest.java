package dev.cairn.agent.k3s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.agent.kubernetes.ClusterSnapshots.Taking;
import dev.cairn.agent.kubernetes.Commands;
import dev.cairn.protocol.ClusterSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of k3s and what stays on the disk; that a snapshot holds the cluster is shown by the system tests. */
class K3sSnapshotsTest {
    @TempDir
    Path root;

    private final List<String> asked = new ArrayList<>();
    private K3sFiles files = new K3sFiles(Path.of("/nowhere"));
    private boolean running = true;
    private boolean majority = true;
    private String refusal = "";
    private int clock = 1_000;

    @BeforeEach
    void aServer() throws IOException {
        files = InstalledK3s.below(root);
        Files.createDirectories(files.config().getParent());
        Files.createDirectories(files.server());
        Files.writeString(files.config(), "# cairn: first-server\nnode-name: \"b\"\n");
    }

    @Test
    void theNewestOfItsOwnStayAndK3ssOwnAreLeftAlone() throws IOException {
        write("etcd-snapshot-b-100");
        write("cairn-update-1-b-1.part");
        for (int i = 1; i <= 7; i++) {
            assertThat(snapshots().take("update-v" + i + "-order-" + i)).isInstanceOf(Taking.Taken.class);
            assertThat(names().stream().filter(name -> name.startsWith("cairn-")))
                    .hasSizeLessThanOrEqualTo(5);
        }
        assertThat(snapshots().list().stream().map(ClusterSnapshot::name))
                .satisfiesExactly(
                        name -> assertThat(name).startsWith("cairn-update-v7-order-7-b-"),
                        name -> assertThat(name).startsWith("cairn-update-v6-order-6-b-"),
                        name -> assertThat(name).startsWith("cairn-update-v5-order-5-b-"),
                        name -> assertThat(name).startsWith("cairn-update-v4-order-4-b-"),
                        name -> assertThat(name).startsWith("cairn-update-v3-order-3-b-"),
                        name -> assertThat(name).isEqualTo("etcd-snapshot-b-100"));
        assertThat(names()).as("what was never complete").noneMatch(name -> name.endsWith(".part"));
        assertThat(asked)
                .as("k3s forgets it too")
                .anyMatch(line -> line.contains("etcd-snapshot delete") && line.contains("cairn-update-v1-order-1-b-"));
    }

    @Test
    void namesAreWordsThatK3sAndAFileSystemTake() throws IOException {
        assertThat(snapshots().take("update-Näh ../v1.2 (rc)-order-9")).isInstanceOf(Taking.Taken.class);
        assertThat(asked).anyMatch(line -> line.endsWith("--name=cairn-update-n-h-v1.2-rc-order-9"));
        assertThat(snapshots().list()).hasSize(1);
    }

    @Test
    void anAgentHasNoneAndAServerThatIsNotWellSaysWhy() throws IOException {
        majority = false;
        assertThat(snapshots().take("x")).isEqualTo(new Taking.Unreadable("no leader"));
        running = false;
        assertThat(snapshots().take("x")).isEqualTo(new Taking.Unreadable("cairn-k3s.service does not run"));
        Files.writeString(files.config(), "# cairn: agent\nnode-name: \"b\"\n");
        assertThat(snapshots().take("x")).isEqualTo(new Taking.NotHere());
        Files.delete(files.config());
        assertThat(snapshots().take("x")).isEqualTo(new Taking.NotHere());
        assertThat(asked).noneMatch(line -> line.contains("etcd-snapshot"));
    }

    @Test
    void whatK3sRefusesOrLeavesUndoneIsNoSnapshot() throws IOException {
        refusal = "failed to save: no space left on device";
        assertThat(snapshots().take("x"))
                .isInstanceOfSatisfying(
                        Taking.Failed.class,
                        failed -> assertThat(failed.reason()).contains("no space left on device"));
        refusal = "nothing";
        assertThat(snapshots().take("x"))
                .isInstanceOfSatisfying(
                        Taking.Failed.class,
                        failed -> assertThat(failed.reason()).contains("left no file"));
    }

    private K3sSnapshots snapshots() {
        Commands commands = (limit, command) -> {
            String line = String.join(" ", command);
            asked.add(line);
            if (line.contains("is-active")) {
                return new Commands.Result(running ? 0 : 3, running ? "active" : "inactive");
            }
            if (line.contains("etcd-snapshot save") && refusal.isEmpty()) {
                write(line.replaceFirst(".*--name=", "") + "-b-" + clock);
            }
            boolean refused = !refusal.isEmpty() && !refusal.equals("nothing");
            return new Commands.Result(refused ? 1 : 0, refusal);
        };
        return new K3sSnapshots(files, commands, new OwnEtcd(files) {
            @Override
            void requireMajority() throws IOException {
                if (!majority) {
                    throw new IOException("no leader");
                }
            }
        });
    }

    private List<String> names() throws IOException {
        try (var in = Files.list(files.snapshots())) {
            return in.map(path -> path.getFileName().toString()).toList();
        }
    }

    private void write(String name) {
        try {
            Files.createDirectories(files.snapshots());
            Path file = Files.writeString(files.snapshots().resolve(name), "state");
            Files.setLastModifiedTime(file, FileTime.fromMillis(++clock));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
