package dev.cairn.app.bench;

import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.link.Lacking;
import dev.cairn.app.domain.link.NodeAddress;
import dev.cairn.app.domain.link.NodeLink;
import dev.cairn.app.usecase.sync.BundleChunks;
import dev.cairn.app.wiring.BenchLinks;
import dev.cairn.image.bake.PartitionSizes;
import dev.cairn.image.slot.SlotBundle;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Measures how a bundle gets to nodes: beside scp, over a bad line, and to ten nodes of one site. For one thread. */
final class PushBench {
    private static final int FULL_MIB = 256;
    private static final int SMALL_MIB = 24;
    private static final int CUTS = 200;
    private static final int FIRST_HOST = 60;
    private static final double MEBIBYTE = 1 << 20;

    private final Path folder;
    private final String daemonLibrary;
    private final int runs;
    private final Consumer<String> say;

    PushBench(Path folder, String daemonLibrary, int runs, Consumer<String> say) {
        this.folder = folder;
        this.daemonLibrary = daemonLibrary;
        this.runs = runs;
        this.say = say;
    }

    List<BenchReport.Row> rows() throws IOException, InterruptedException {
        Tools.needs("scp", "openssh-client");
        SlotBundle first = BenchBundle.build(folder, "1", 1);
        List<BenchReport.Row> rows = new ArrayList<>();
        rows.add(besideScp(first));
        long once;
        try (BenchSite site = site("one", first, 1);
                BenchLinks links = new BenchLinks(site.fleet)) {
            rows.add(badLine(site, links));
            once = up(site, links, BenchBundle.build(folder, "small", SMALL_MIB));
        }
        try (BenchSite site = site("ten", first, 10);
                BenchLinks links = new BenchLinks(site.fleet)) {
            long ten = up(site, links, BenchBundle.build(folder, "small", SMALL_MIB));
            say.accept("  one node " + once + " bytes, ten nodes " + ten);
            rows.add(BenchReport.Row.against(
                    "bytes from the laptop for ten nodes of one site, " + SMALL_MIB + " MiB of new content (one run)",
                    ten,
                    "bytes",
                    "for one node",
                    once,
                    1.1));
        }
        return rows;
    }

    private BenchSite site(String name, SlotBundle first, int count) throws IOException {
        say.accept("switches on " + count + " nodes");
        Path home = folder.resolve(name);
        Trees.delete(home);
        return new BenchSite(
                home, first, PartitionSizes.DEFAULT.withSlotMiB(FULL_MIB + 64), daemonLibrary, count, FIRST_HOST);
    }

    /** The root file system of a bundle, a new one each time, sent by scp to the system's sshd and as chunks to an agent, in turn. */
    private BenchReport.Row besideScp(SlotBundle first) throws IOException, InterruptedException {
        List<Double> ours = new ArrayList<>();
        List<Double> scp = new ArrayList<>();
        try (BenchSite site = site("one", first, 1);
                BenchLinks links = new BenchLinks(site.fleet);
                OpenSsh peer = OpenSsh.start(folder.resolve("sshd"))) {
            NodeAddress node = site.nodes().getFirst();
            // Both programs get a run that does not count: the agent's compilers need one.
            for (int run = -1; run < runs; run++) {
                SlotBundle full = BenchBundle.build(folder, "full " + run, FULL_MIB);
                order(links, node, site.order(full));
                BundleChunks chunks = new BundleChunks(full, List.of());
                double bytes = Files.size(full.root());
                double seconds = peer.copy(full.root());
                long start = System.nanoTime();
                push(links, node, full, chunks);
                double own = (System.nanoTime() - start) / 1e9;
                Trees.delete(full.folder());
                say.accept(String.format("  scp %.2f s, push %.2f s", seconds, own));
                if (run >= 0) {
                    scp.add(bytes / MEBIBYTE / seconds);
                    ours.add(bytes / MEBIBYTE / own);
                }
            }
        }
        double own = Tools.median(ours, Double::doubleValue);
        double peer = Tools.median(scp, Double::doubleValue);
        return BenchReport.Row.atLeast(
                "push of a bundle of " + FULL_MIB + " MiB to one node on loopback, aes128-gcm@openssh.com",
                own,
                "MiB/s",
                "scp",
                peer,
                0.9);
    }

    /** One push over a line that breaks again and again; what it costs beyond a push over a good line, for each break. */
    private BenchReport.Row badLine(BenchSite site, BenchLinks links) throws IOException {
        NodeAddress node = site.nodes().getFirst();
        SlotBundle over = BenchBundle.build(folder, "over a good line", SMALL_MIB);
        order(links, node, site.order(over));
        long good;
        try (BadLine line = new BadLine(address(node), BadLine.Quality.GOOD, 1)) {
            push(links, through(node, line), over, new BundleChunks(over, List.of()));
            good = line.bytesUp();
        }
        SlotBundle small = BenchBundle.build(folder, "over a bad one", SMALL_MIB);
        order(links, node, site.order(small));
        BundleChunks chunks = new BundleChunks(small, List.of());
        BadLine.Quality bad = new BadLine.Quality(
                10_000_000 / 8, 0.02, Duration.ofMillis(40), CUTS, SMALL_MIB * (1L << 20) / (CUTS + 20));
        try (BadLine line = new BadLine(address(node), bad, 2)) {
            long start = System.nanoTime();
            pushThroughBreaks(links, through(node, line), small, chunks);
            long again = line.bytesUp() - good;
            int cuts = CUTS - line.cutsLeft();
            say.accept(String.format(
                    "  %d cuts, %d bytes instead of %d, %.0f s",
                    cuts, line.bytesUp(), good, (System.nanoTime() - start) / 1e9));
            return BenchReport.Row.alone(
                    "sent again for each cut, logins and all: 10 Mbit/s, 2 % loss, " + cuts + " cuts, " + SMALL_MIB
                            + " MiB (one run)",
                    again / (double) Math.max(1, cuts),
                    "bytes",
                    MEBIBYTE);
        }
    }

    /** Bytes that leave the laptop until every node of the site has all of a bundle, of which it has nothing yet. */
    private long up(BenchSite site, BenchLinks links, SlotBundle bundle) throws IOException {
        List<BadLine> lines = new ArrayList<>();
        try {
            String order = site.order(bundle);
            List<NodeAddress> through = new ArrayList<>();
            for (int i = 0; i < site.nodes().size(); i++) {
                BadLine line = new BadLine(address(site.nodes().get(i)), BadLine.Quality.GOOD, i);
                lines.add(line);
                through.add(through(site.nodes().get(i), line));
            }
            for (NodeAddress node : through) {
                order(links, node, order);
            }
            push(links, through.getFirst(), bundle, new BundleChunks(bundle, List.of()));
            for (NodeAddress node : through) {
                await(links, node, bundle);
            }
            return lines.stream().mapToLong(BadLine::bytesUp).sum();
        } finally {
            for (BadLine line : lines) {
                line.close();
            }
        }
    }

    private static void await(BenchLinks links, NodeAddress node, SlotBundle bundle) {
        try (NodeLink link = links.open(node)) {
            while (!link.missingChunks(new Digest(bundle.digest())).isNothing()) {
                LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
            }
        }
    }

    private static void order(BenchLinks links, NodeAddress node, String order) {
        try (NodeLink link = links.open(node)) {
            link.order(order);
        }
    }

    /** As a sync does it. */
    private static void push(BenchLinks links, NodeAddress node, SlotBundle bundle, BundleChunks chunks) {
        try (NodeLink link = links.open(node)) {
            Lacking lacking = link.missingChunks(new Digest(bundle.digest()));
            while (!lacking.isNothing()) {
                chunks.send(lacking.chunks(), link, sent -> {});
                lacking = link.missingChunks(new Digest(bundle.digest()));
            }
        }
    }

    private static void pushThroughBreaks(BenchLinks links, NodeAddress node, SlotBundle bundle, BundleChunks chunks) {
        for (int attempt = 0; attempt < 4 * CUTS; attempt++) {
            try {
                push(links, node, bundle, chunks);
                return;
            } catch (ProblemException broken) {
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
        throw new IllegalStateException("the bundle never arrived");
    }

    private static InetSocketAddress address(NodeAddress node) {
        return new InetSocketAddress(node.host(), node.port());
    }

    private static NodeAddress through(NodeAddress node, BadLine line) {
        return new NodeAddress(node.node(), "127.0.0.1", line.port(), node.hostKey());
    }

    /** Folders and all that is in them. */
    static final class Trees {
        private Trees() {}

        static void delete(Path folder) throws IOException {
            if (Files.exists(folder)) {
                try (Stream<Path> tree = Files.walk(folder)) {
                    for (Path path :
                            tree.sorted(java.util.Comparator.reverseOrder()).toList()) {
                        Files.deleteIfExists(path);
                    }
                }
            }
        }
    }
}
