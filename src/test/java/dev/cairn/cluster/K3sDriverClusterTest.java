package dev.cairn.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
final class K3sDriverClusterTest {
    @TempDir
    Path folder;

    private final NodeLan lan = new NodeLan();

    @AfterEach
    void close() {
        lan.close();
    }

    @Test
    void threeServersGrowFromOneLoseOneReplaceItAndSurviveAPartition() throws IOException {
        DrivenNode first = node(1);
        DrivenNode second = node(2);
        DrivenNode third = node(3);
        DrivenNode fourth = node(4);
        first.done("first");
        first.await("standing", "done FIRST_SERVER ready");
        first.await("members", "done node-1:voter:healthy");

        second.done("agent " + first.address());
        second.await("standing", "done AGENT ready");
        assertThat(second.ask("members")).startsWith("refused");
        second.done("server " + first.address());
        second.await("standing", "done JOINED_SERVER ready");
        first.await("members", "done node-1:voter:healthy node-2:voter:healthy");
        third.done("server " + second.address());
        first.await("members", "done node-1:voter:healthy node-2:voter:healthy node-3:voter:healthy");
        EtcdOutside outside = new EtcdOutside(lan, first.root());
        assertThat(outside.voters(first.address())).containsExactlyInAnyOrder("node-1", "node-2", "node-3");
        outside.requireHealthy(first.address(), second.address(), third.address());
        fourth.done("agent " + third.address());
        fourth.await("standing", "done AGENT ready");

        third.cutPower();
        first.await("members", "done node-1:voter:healthy node-2:voter:healthy node-3:voter:silent");
        outside.awaitWritable(first.address(), second.address());
        first.done("snapshot before-removal");
        first.done("remove node-3");
        first.done("remove node-3");
        fourth.await("standing", "done AGENT ready");
        fourth.done("server " + first.address());
        second.await("members", "done node-1:voter:healthy node-2:voter:healthy node-4:voter:healthy");

        lan.cut(1);
        second.await("members", "done node-1:voter:silent node-2:voter:healthy node-4:voter:healthy");
        outside.awaitWritable(second.address(), fourth.address());
        assertThat(first.ask("members")).startsWith("refused");
        lan.heal(1);
        first.await("members", "done node-1:voter:healthy node-2:voter:healthy node-4:voter:healthy");
        outside.requireHealthy(first.address(), second.address(), fourth.address());
    }

    @Test
    void aRemovedServerIsForgottenAndComesBackAndASnapshotBringsTheClusterBack() throws IOException {
        DrivenNode first = node(1);
        DrivenNode second = node(2);
        first.done("first");
        first.await("standing", "done FIRST_SERVER ready");
        EtcdOutside outside = new EtcdOutside(lan, first.root());
        outside.put(first.address(), "kept");
        first.done("snapshot before-promotion");
        second.done("server " + first.address());
        first.await("members", "done node-1:voter:healthy node-2:voter:healthy");
        outside.put(first.address(), "lost");

        // etcd takes no member out while another one is newer than five seconds.
        first.await("remove node-2", "done");
        second.await("standing", "done JOINED_SERVER not-ready this server was taken out of the member list");
        assertThat(second.ask("agent " + first.address())).startsWith("refused this node is set up as joined server");
        second.done("forget");
        assertThat(second.ask("standing")).startsWith("done NONE");
        second.done("agent " + first.address());
        second.await("standing", "done AGENT ready");
        second.done("server " + first.address());
        second.await("members", "done node-1:voter:healthy node-2:voter:healthy");

        first.await("restore before-promotion", "done");
        first.await("members", "done node-1:voter:healthy");
        assertThat(outside.get(first.address())).isEqualTo("kept");
    }

    @Test
    void snapshotsAreKeptOnServersWithAMajorityAndTheOldestOfItsOwnGo() throws IOException {
        DrivenNode first = node(1);
        DrivenNode second = node(2);
        DrivenNode agent = node(3);
        first.done("first");
        first.await("standing", "done FIRST_SERVER ready");
        agent.done("agent " + first.address());
        second.done("server " + first.address());
        first.await("members", "done node-1:voter:healthy node-2:voter:healthy");
        assertThat(agent.ask("keep update-v1-order-1")).isEqualTo("done not here");
        for (int i = 1; i <= 6; i++) {
            assertThat(first.ask("keep update-v" + i + "-order-" + i))
                    .startsWith("done cairn-update-v" + i + "-order-" + i + "-node-1-");
        }
        String[] kept = first.ask("kept").split(" ");
        assertThat(kept).hasSize(6).noneMatch(name -> name.contains("-v1-"));
        // etcd's own tool calls each of them whole.
        for (int i = 1; i < kept.length; i++) {
            assertThat(Run.now(
                            "etcdctl",
                            "snapshot",
                            "status",
                            first.root()
                                    .resolve("var/lib/rancher/k3s/server/db/snapshots")
                                    .resolve(kept[i])
                                    .toString()))
                    .isNotBlank();
        }

        second.cutPower();
        first.await("keep update-v7-order-7", "done unreadable");
        assertThat(first.ask("kept"))
                .as("nothing went for one that was not taken")
                .hasSameSizeAs(String.join(" ", kept));
    }

    @Test
    void wrongTokensSecondNamesAndUnknownOptionsAreRefusedAsK3sDoes() throws IOException {
        DrivenNode first = node(1);
        DrivenNode second = node(2);
        DrivenNode third = node(3);
        first.done("first");
        first.await("standing", "done FIRST_SERVER ready");
        second.done("agent " + first.address());
        second.await("standing", "done AGENT ready");
        String asAgent = second.config();
        String token = line(asAgent, "token");

        third.done("server " + first.address());
        String asServer = third.config().replace("node-3", "node-2").replace(third.address(), second.address());
        third.await("standing", "done JOINED_SERVER ready");
        second.startWith(asServer.replace(line(asServer, "token"), token));
        second.awaitLog("failed to validate token");
        second.startWith(asAgent.replace(token, "token: \"wrong\""));
        second.awaitLog("401 Unauthorized");
        second.startWith(asServer.replace("node-name: \"node-2\"", "node-name: \"node-3\""));
        second.awaitLog("duplicate node name found");
        second.startWith(asAgent.replace("node-name: \"node-2\"", "node-name: \"node-1\""));
        second.awaitLog("Node password rejected");
        second.startWith(asAgent + "cluster-init: true\n");
        second.awaitLog("flag provided but not defined: -cluster-init");
        first.await("members", "done node-1:voter:healthy node-3:voter:healthy");
    }

    /** Power is cut, or the driver killed, at random moments of a promotion; each is taken up again and ends with two voters. */
    @Test
    void promotionsResumeWhateverMomentThePowerGoes() throws IOException, InterruptedException {
        long seed = Long.getLong("cairn.seed", System.nanoTime());
        System.out.println("promotions with seed " + seed + " (repeat with -Dcairn.seed=" + seed + ")");
        Random random = new Random(seed);
        DrivenNode first = node(1);
        DrivenNode second = node(2);
        first.done("first");
        first.await("standing", "done FIRST_SERVER ready");
        int runs = Integer.getInteger("cairn.cluster.runs", 5);
        for (int run = 0; run < runs; run++) {
            second.done("agent " + first.address());
            second.await("standing", "done AGENT ready");
            first.done("snapshot run-" + run);
            for (int cut = 0; cut < 3; cut++) {
                Thread asked = Thread.ofPlatform().start(() -> second.ask("server " + first.address()));
                Thread.sleep(random.nextLong(2_500));
                if (random.nextInt(3) == 0) {
                    second.killDriver();
                } else {
                    second.cutPower();
                }
                asked.join();
            }
            second.done("server " + first.address());
            second.await("standing", "done JOINED_SERVER ready");
            first.await("members", "done node-1:voter:healthy node-2:voter:healthy");
            first.await("remove node-2", "done");
            second.await("standing", "done JOINED_SERVER not-ready this server was taken out of the member list");
            second.done("forget");
            first.await("members", "done node-1:voter:healthy");
        }
    }

    private static String line(String config, String key) {
        return config.lines()
                .filter(line -> line.startsWith(key + ": "))
                .findFirst()
                .orElseThrow();
    }

    private DrivenNode node(int number) throws IOException {
        return new DrivenNode(lan, number, folder);
    }
}
