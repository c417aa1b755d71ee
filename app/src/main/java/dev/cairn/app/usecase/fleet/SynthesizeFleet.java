package dev.cairn.app.usecase.fleet;

import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.fleet.Coordinates;
import dev.cairn.app.domain.fleet.DiskFact;
import dev.cairn.app.domain.fleet.LastSeen;
import dev.cairn.app.domain.fleet.NicFact;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeFacts;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.NodeRepository;
import dev.cairn.app.domain.fleet.NodeState;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.domain.fleet.SiteRepository;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Fills an inventory with made-up sites and nodes, to measure and to try the app at size. The same seed gives the same fleet. */
public final class SynthesizeFleet {
    private static final int NODES_PER_SITE = 10;

    private final Transactions transactions;
    private final SiteRepository sites;
    private final NodeRepository nodes;
    private final ActivityLog activity;
    private final InstantSource clock;

    public SynthesizeFleet(
            Transactions transactions,
            SiteRepository sites,
            NodeRepository nodes,
            ActivityLog activity,
            InstantSource clock) {
        this.transactions = transactions;
        this.sites = sites;
        this.nodes = nodes;
        this.activity = activity;
        this.clock = clock;
    }

    /** Adds {@code count} nodes, ten to a site; all or none. */
    public int run(int count, long seed) {
        Random random = new Random(seed);
        Instant now = clock.instant();
        return transactions.inOne(() -> {
            SiteId site = new SiteId("");
            for (int i = 0; i < count; i++) {
                if (i % NODES_PER_SITE == 0) {
                    site = site(i / NODES_PER_SITE, random, now);
                }
                nodes.save(node(i, site, random, now));
            }
            activity.add("fleet.synthesized", count + " nodes", "seed", seed);
            return count;
        });
    }

    private SiteId site(int number, Random random, Instant now) {
        Site site = new Site(
                new SiteId(id(random)),
                String.format(java.util.Locale.ROOT, "Synthetic %03d", number + 1),
                "Made up",
                new Coordinates(random.nextDouble(-55, 70), random.nextDouble(-180, 180)),
                Map.of("made-up", "yes"),
                List.of(),
                null,
                null,
                now);
        sites.save(site);
        return site.id();
    }

    private static Node node(int number, SiteId site, Random random, Instant now) {
        String name = "synthetic-" + (number + 1);
        Instant seen = now.minus(Duration.ofMinutes(random.nextInt(20_000)));
        boolean sick = random.nextInt(50) == 0;
        NodeFacts facts = new NodeFacts(
                seen,
                "x86-64",
                "Made-up CPU",
                4 << random.nextInt(3),
                8L << (30 + random.nextInt(3)),
                List.of(new DiskFact("nvme0n1", "Made-up disk", "S" + number, 256L << 30)),
                List.of(new NicFact("eth0", "02:00:00:00:00:01", List.of("192.0.2.1/24"))),
                List.of(),
                true,
                "UEFI",
                "Made up",
                "Box",
                "SN" + number,
                "Debian GNU/Linux 13 (trixie)",
                "6.12.0");
        NodeReport report = new NodeReport(
                seen,
                "active",
                name,
                random.nextBoolean() ? "a" : "b",
                "",
                "",
                false,
                "idle",
                0,
                0,
                null,
                sick ? "degraded" : "healthy",
                sick ? "not-ready" : "ready",
                "",
                1,
                id(random),
                "0.1.0",
                List.of(),
                null,
                null);
        return new Node(
                new NodeId(id(random)),
                NodeState.ACTIVE,
                site,
                number % NODES_PER_SITE < 3 ? Role.SERVER : Role.AGENT,
                name,
                "SHA256:made-up",
                new LastSeen(seen, LastSeen.Source.SSH, "192.0.2.1:7022", "made-up"),
                facts,
                report,
                seen);
    }

    private static String id(Random random) {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
