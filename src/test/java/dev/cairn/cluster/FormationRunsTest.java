package dev.cairn.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sites of one, two, three and five nodes form with nobody there, while power is cut at random moments; afterwards a server goes and
 * comes back, and a cable is pulled. How many runs: {@code -Dcairn.cluster.runs=50}.
 */
@Tag("slow")
final class FormationRunsTest {
    private static final int[] SIZES = {3, 1, 2, 5, 3};
    private static final int USUAL_VOTERS = 3;

    @TempDir
    Path folder;

    @Test
    void sitesOfEverySizeFormWhateverMomentThePowerGoes() throws IOException, InterruptedException {
        long seed = Long.getLong("cairn.seed", System.nanoTime());
        System.out.println("formations with seed " + seed + " (repeat with -Dcairn.seed=" + seed + ")");
        Random random = new Random(seed);
        int runs = Integer.getInteger("cairn.cluster.runs", SIZES.length);
        for (int run = 0; run < runs; run++) {
            int size = SIZES[run % SIZES.length];
            long begun = System.nanoTime();
            try (FormingSite site = new FormingSite(Files.createDirectories(folder.resolve("run-" + run)), size)) {
                formWithCuts(site, random);
                proveHealing(site);
            }
            System.out.printf("run %d: %d nodes in %d s%n", run, size, (System.nanoTime() - begun) / 1_000_000_000);
        }
    }

    /** Every node is switched on; while they form, the power of one after the other goes. */
    private static void formWithCuts(FormingSite site, Random random) throws InterruptedException {
        List<DrivenNode> nodes = site.nodes();
        nodes.forEach(FormingSite::phase);
        for (int cut = 0; cut < nodes.size(); cut++) {
            Thread.sleep(random.nextLong(12_000));
            DrivenNode unlucky = nodes.get(random.nextInt(nodes.size()));
            unlucky.cutPower();
            Thread.sleep(random.nextLong(3_000));
            nodes.forEach(FormingSite::phase);
        }
        awaitUsualRoles(site);
    }

    private static void awaitUsualRoles(FormingSite site) {
        int servers = site.nodes().size() < USUAL_VOTERS ? 1 : USUAL_VOTERS;
        site.awaitRoles(servers, site.nodes().size() - servers);
    }

    private static void proveHealing(FormingSite site) {
        List<DrivenNode> servers = site.servers();
        site.requireVoters(servers);
        if (servers.size() < USUAL_VOTERS) {
            return;
        }
        EtcdOutside outside = site.etcd(servers.getFirst());
        DrivenNode gone = servers.getLast();
        gone.cutPower();
        outside.awaitWritable(servers.getFirst().address(), servers.get(1).address());
        awaitUsualRoles(site);
        List<DrivenNode> now = site.servers();
        site.requireVoters(now);

        DrivenNode lonely = now.getLast();
        site.lan().cut(lonely.number());
        outside.awaitWritable(now.getFirst().address(), now.get(1).address());
        site.lan().heal(lonely.number());
        awaitUsualRoles(site);
        site.requireVoters(now);
    }
}
