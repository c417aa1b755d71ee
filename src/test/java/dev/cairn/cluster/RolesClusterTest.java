package dev.cairn.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People say who the servers are, and real etcd members below a stand-in k3s come and go as they say; what was stored stays. */
@Tag("slow")
final class RolesClusterTest {
    @TempDir
    Path folder;

    @Test
    void serversThatAnOrderNamesVoteAndTheOthersStepDownThoughThePowerGoes() throws IOException, InterruptedException {
        long seed = Long.getLong("cairn.seed", System.nanoTime());
        System.out.println("roles with seed " + seed + " (repeat with -Dcairn.seed=" + seed + ")");
        Random random = new Random(seed);
        try (FormingSite site = new FormingSite(folder, 4)) {
            site.awaitRoles(3, 1);
            List<DrivenNode> before = site.servers();
            DrivenNode risen = site.agents().getFirst();
            DrivenNode fallen = before.get(random.nextInt(3));
            List<DrivenNode> staying =
                    before.stream().filter(node -> node != fallen).toList();
            site.etcd(fallen).put(fallen.address(), "kept");

            List<DrivenNode> named =
                    Stream.concat(staying.stream(), Stream.of(risen)).toList();
            order(site, named);
            Thread.sleep(random.nextLong(8_000));
            DrivenNode unlucky = random.nextBoolean() ? risen : fallen;
            unlucky.cutPower();
            site.awaitRoles(3, 1);
            awaitServers(site, named);

            List<DrivenNode> one = List.of(risen);
            order(site, one);
            awaitServers(site, one);
            assertThat(site.etcd(risen).get(risen.address())).isEqualTo("kept");
            site.etcd(risen).awaitWritable(risen.address());
        }
    }

    private static void awaitServers(FormingSite site, List<DrivenNode> named) {
        FormingSite.awaitRoles(named, named.size(), 0);
        site.awaitRoles(named.size(), site.nodes().size() - named.size());
        site.requireVoters(named);
    }

    private static void order(FormingSite site, List<DrivenNode> servers) throws IOException {
        String names = servers.stream().map(DrivenNode::name).collect(Collectors.joining(" "));
        for (DrivenNode node : site.nodes()) {
            Files.writeString(node.root().resolve("servers"), names);
        }
    }
}
