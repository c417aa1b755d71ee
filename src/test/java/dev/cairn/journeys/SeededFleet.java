package dev.cairn.journeys;

import dev.cairn.app.adapter.files.FolderArtifactStore;
import dev.cairn.app.adapter.keys.VaultKeyring;
import dev.cairn.app.adapter.sqlite.SqliteActivityLog;
import dev.cairn.app.adapter.sqlite.SqliteArtifactRepository;
import dev.cairn.app.adapter.sqlite.SqliteBatchRepository;
import dev.cairn.app.adapter.sqlite.SqliteDatabase;
import dev.cairn.app.adapter.sqlite.SqliteDriveWriteRepository;
import dev.cairn.app.adapter.sqlite.SqliteFleetRepository;
import dev.cairn.app.adapter.sqlite.SqliteImageRepository;
import dev.cairn.app.adapter.sqlite.SqliteNodeRepository;
import dev.cairn.app.adapter.sqlite.SqliteProfileRepository;
import dev.cairn.app.adapter.sqlite.SqliteReleaseRepository;
import dev.cairn.app.adapter.sqlite.SqliteRolloutRepository;
import dev.cairn.app.adapter.sqlite.SqliteSiteRepository;
import dev.cairn.app.adapter.sqlite.SqliteTelemetryStore;
import dev.cairn.app.adapter.sqlite.SqliteUpdateHistory;
import dev.cairn.app.adapter.vault.FileOpeners;
import dev.cairn.app.adapter.vault.FileVault;
import dev.cairn.app.adapter.yaml.YamlProfiles;
import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.Identifiers;
import dev.cairn.app.domain.InventoryEvents;
import dev.cairn.app.domain.drive.DriveWrite;
import dev.cairn.app.domain.fleet.ClusterReport;
import dev.cairn.app.domain.fleet.Coordinates;
import dev.cairn.app.domain.fleet.DiskFact;
import dev.cairn.app.domain.fleet.Fleet;
import dev.cairn.app.domain.fleet.KeptTrialLog;
import dev.cairn.app.domain.fleet.LastSeen;
import dev.cairn.app.domain.fleet.NicFact;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeFacts;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.NodeState;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.domain.fleet.SlotContent;
import dev.cairn.app.domain.fleet.TrialLog;
import dev.cairn.app.domain.fleet.TrialLogState;
import dev.cairn.app.domain.fleet.UpdateEnd;
import dev.cairn.app.domain.library.Artifact;
import dev.cairn.app.domain.library.ArtifactKind;
import dev.cairn.app.domain.library.Batch;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.domain.library.ReleaseLayer;
import dev.cairn.app.domain.profile.Layer;
import dev.cairn.app.domain.profile.LayerKind;
import dev.cairn.app.domain.profile.ProfileDraft;
import dev.cairn.app.domain.profile.ProfileVersion;
import dev.cairn.app.domain.rollout.Rollout;
import dev.cairn.app.domain.rollout.RolloutSite;
import dev.cairn.app.domain.rollout.RolloutState;
import dev.cairn.app.domain.rollout.SiteState;
import dev.cairn.app.domain.telemetry.Gap;
import dev.cairn.app.domain.telemetry.LogEntry;
import dev.cairn.app.domain.telemetry.TelemetryBatch;
import dev.cairn.app.domain.telemetry.TelemetrySample;
import dev.cairn.app.usecase.profile.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Fills a data folder with a fleet as it looks after some months, written through the real repositories. Always the same. */
final class SeededFleet {
    private static final String[] PLACES = {
        "Hamburg Altona;53.55;9.93",
        "Bremen Hafen;53.12;8.76",
        "Kiel Werft;54.33;10.15",
        "Rostock Markt;54.09;12.13",
        "Lübeck Depot;53.87;10.69",
        "Flensburg Nord;54.79;9.44",
        "Aarhus Ø;56.17;10.23",
        "Odense Syd;55.38;10.39",
        "København Havn;55.70;12.60",
        "Malmö Hyllie;55.56;12.98",
        "Göteborg Hisingen;57.74;11.93",
        "Oslo Skøyen;59.92;10.68",
        "Bergen Laksevåg;60.39;5.29",
        "Stavanger Risavika;58.92;5.59",
        "Groningen Oost;53.22;6.60",
        "Rotterdam Waal;51.89;4.47",
        "Antwerpen Dok;51.25;4.40",
        "Gdynia Port;54.53;18.55",
        "Szczecin Dąbie;53.40;14.67",
        "Berlin Moabit;52.53;13.34",
        "Hannover Linden;52.37;9.71",
        "Leipzig Plagwitz;51.33;12.33",
        "Visby Kajen;57.64;18.29",
        "Rønne Havn;55.10;14.69"
    };

    private static final String SECRET =
            Base64.getEncoder().encodeToString("thirty-two bytes for the test !!".getBytes(StandardCharsets.US_ASCII));

    private final Path home;
    private final Instant now = Instant.now();
    private final Random random = new Random(7);
    private final Identifiers identifiers = new Identifiers(InstantSource.system());
    private final List<Node> nodes = new ArrayList<>();
    private final List<Site> sites = new ArrayList<>();
    private final List<Release> releases = new ArrayList<>();

    private SeededFleet(Path home) {
        this.home = home;
    }

    /** Fills the folder with this many sites of three nodes each, and two discovered nodes. */
    static void make(Path home, int siteCount) throws IOException {
        Files.createDirectories(home);
        SeededFleet fleet = new SeededFleet(home);
        InventoryEvents events = new InventoryEvents();
        try (SqliteDatabase database =
                SqliteDatabase.open(home.resolve("cairn.db"), home.resolve("native"), events, plain -> {})) {
            fleet.fill(database, siteCount);
        }
    }

    /** A vault that opens by itself, as the app makes it when nobody gives a passphrase. */
    private FileVault vault() {
        FileOpeners files = new FileOpeners(home.resolve("keys").resolve("vault.key"));
        files.newKeyFile(files.beside());
        FileVault vault = new FileVault(home.resolve("vault.cairn"), InstantSource.system());
        vault.create(files.keyFile(files.beside()));
        return vault;
    }

    private void fill(SqliteDatabase database, int siteCount) throws IOException {
        FileVault vault = vault();
        String key = new VaultKeyring(home.resolve("keys"), "anna@laptop-2", vault, () -> {}).create();
        var activity = new SqliteActivityLog(database, identifiers, this::activityTime, "anna@laptop-2");
        List<Artifact> artifacts = artifacts();
        ProfileVersion profile = profile(artifacts);
        releases(profile, artifacts);
        for (int i = 0; i < siteCount; i++) {
            sites.add(site(i));
        }
        sites.forEach(this::nodesOf);
        discovered();
        database.inOne(() -> {
            new SqliteFleetRepository(database)
                    .save(new Fleet(identifiers.next(), "Nordkai stores", key, now.minus(Duration.ofDays(120))));
            artifacts.forEach(new SqliteArtifactRepository(database)::save);
            new SqliteProfileRepository(database).add(profile);
            releases.forEach(new SqliteReleaseRepository(database)::add);
            sites.forEach(new SqliteSiteRepository(database)::save);
            nodes.forEach(new SqliteNodeRepository(database)::save);
            var history = new SqliteUpdateHistory(database);
            nodes.forEach(node -> history.add(node.id(), updates(node), now.minus(Duration.ofHours(1))));
            nodes.forEach(node -> updates(node).stream()
                    .filter(UpdateEnd::fellBack)
                    .forEach(end -> history.keep(node.id(), new KeptTrialLog(trialLog(end), now.minusSeconds(7200)))));
            new SqliteBatchRepository(database, vault).add(new Batch("batch-1", SECRET, now.minus(Duration.ofDays(2))));
            Image image = image();
            new SqliteImageRepository(database).save(image);
            var written = new SqliteDriveWriteRepository(database);
            driveWrites(image).forEach(write -> written.save(write, null));
            new SqliteRolloutRepository(database).save(rollout());
            activity.add("fleet.made", "Nordkai stores", "id", "1");
            artifacts.forEach(artifact -> activity.add(
                    "artifact.imported",
                    artifact.name(),
                    "kind",
                    artifact.kind().word()));
            activity.add("profile.saved", "store", "version", 3);
            releases.forEach(release -> activity.add("release.created", release.label()));
            sites.stream().limit(12).forEach(site -> activity.add("site.added", site.name(), "id", site.id()));
            nodes.stream()
                    .limit(6)
                    .forEach(node -> activity.add("node.assigned", node.label(), "node", node.id(), "role", "server"));
            activity.add("drive.written", "/dev/sdb", "serial", "4C5300", "verified", true);
            activity.add("rollout.started", "Store v3");
            return true;
        });
        SqliteTelemetryStore telemetry = new SqliteTelemetryStore(database);
        telemetry.append(telemetry(nodes.getFirst().id()));
        new SeededSite(now).fill(database, telemetry, sites, nodes);
    }

    private long activityMinutes = 60 * 24 * 30;

    private Instant activityTime() {
        activityMinutes = Math.max(2, activityMinutes * 4 / 5);
        return now.minus(Duration.ofMinutes(activityMinutes));
    }

    private List<Artifact> artifacts() throws IOException {
        FolderArtifactStore store = new FolderArtifactStore(home.resolve("artifacts"));
        record Wanted(String name, ArtifactKind kind, long bytes, Map<String, String> details) {}
        List<Artifact> made = new ArrayList<>();
        for (Wanted wanted : List.of(
                new Wanted(
                        "debian-13.tar.zst",
                        ArtifactKind.BASE_OS,
                        234L << 20,
                        Map.of("os", "Debian GNU/Linux 13", "kernel", "6.12")),
                new Wanted("k3s-1.34.1", ArtifactKind.KUBERNETES, 72L << 20, Map.of("version", "v1.34.1+k3s1")),
                new Wanted("cilium-1.18.tar", ArtifactKind.IMAGES, 310L << 20, Map.of("images", "5")),
                new Wanted("longhorn-1.10.tgz", ArtifactKind.CHART, 180L << 10, Map.of("chart", "longhorn 1.10.0")),
                new Wanted("till-4.2.tar", ArtifactKind.IMAGES, 188L << 20, Map.of("images", "7")),
                new Wanted("till-chart.tgz", ArtifactKind.CHART, 42L << 10, Map.of("chart", "till 4.2.0")))) {
            Path file = Files.writeString(Files.createTempFile("cairn-seed", ".bin"), wanted.name());
            Digest digest = store.put(file, bytes -> {});
            Files.delete(file);
            made.add(new Artifact(
                    digest,
                    wanted.name(),
                    wanted.kind(),
                    wanted.bytes(),
                    wanted.details(),
                    now.minus(Duration.ofDays(40))));
        }
        return made;
    }

    private ProfileVersion profile(List<Artifact> artifacts) {
        ProfileDraft draft = new ProfileDraft(
                "store",
                "A shop with three machines",
                List.of(
                        layer(LayerKind.BASE_OS, "debian", artifacts.get(0), Map.of("compression", "none")),
                        layer(LayerKind.KUBERNETES, "k3s", artifacts.get(1), Map.of("version", "v1.34.1+k3s1")),
                        layer(LayerKind.CNI, "cilium", artifacts.get(2), Map.of()),
                        layer(LayerKind.CSI, "longhorn", artifacts.get(3), Map.of()),
                        layer(LayerKind.APPLICATION, "till", artifacts.get(4), Map.of())));
        String yaml = new YamlProfiles().write(draft);
        Digest digest = Digests.of(yaml.getBytes(StandardCharsets.UTF_8));
        return new ProfileVersion(identifiers.next(), 3, draft, yaml, digest, now.minus(Duration.ofDays(4)));
    }

    private static Layer layer(LayerKind kind, String name, Artifact artifact, Map<String, String> settings) {
        return new Layer(kind, name, artifact.name(), null, settings);
    }

    private void releases(ProfileVersion profile, List<Artifact> artifacts) {
        for (int version = 2; version <= 3; version++) {
            List<ReleaseLayer> layers = new ArrayList<>();
            for (int i = 0; i < profile.draft().layers().size(); i++) {
                Layer layer = profile.draft().layers().get(i);
                layers.add(new ReleaseLayer(
                        layer.kind(),
                        layer.name(),
                        artifacts.get(i).digest(),
                        artifacts.get(i).bytes(),
                        layer.settings()));
            }
            String canonical = "{\"seeded\":" + version + "}";
            releases.add(new Release(
                    Digests.of(canonical.getBytes(StandardCharsets.UTF_8)),
                    "store",
                    version,
                    layers,
                    canonical,
                    now.minus(Duration.ofDays(30 - 9L * version))));
        }
    }

    private Site site(int index) {
        String[] parts = PLACES[index % PLACES.length].split(";");
        boolean first = index < PLACES.length;
        double jitter = first ? 0 : 1.5;
        return new Site(
                new SiteId(identifiers.next()),
                first ? parts[0] : parts[0] + " " + (index / PLACES.length + 1),
                parts[0].split(" ")[0] + ", Kaistraße " + (index + 1),
                new Coordinates(
                        Double.parseDouble(parts[1]) + jitter * (random.nextDouble() - 0.5),
                        Double.parseDouble(parts[2]) + jitter * (random.nextDouble() - 0.5)),
                Map.of("region", index % 2 == 0 ? "west" : "east"),
                List.of("10.20." + index % 250 + ".5"),
                "Sunday 02:00 to 05:00",
                releases.get(index % 3 == 0 ? 1 : 0).digest(),
                now.minus(Duration.ofDays(90)));
    }

    private void nodesOf(Site site) {
        int index = sites.indexOf(site);
        Duration silence = index % 4 == 2
                ? Duration.ofHours(5 + 19L * random.nextInt(9))
                : Duration.ofSeconds(3 + random.nextInt(40));
        for (int number = 1; number <= 3; number++) {
            String name = Normalizer.normalize(site.name().replace('ø', 'o').replace('Ø', 'o'), Normalizer.Form.NFD)
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("\\p{M}", "")
                            .replaceAll("[^a-z0-9]+", "-")
                    + "-" + number;
            String health = index == 1 && number == 2 ? "degraded" : "healthy";
            boolean fellBack = index == 4 && number == 3;
            nodes.add(node(site, name, number, now.minus(silence), health, fellBack));
        }
    }

    private Node node(Site site, String name, int number, Instant seen, String health, boolean fellBack) {
        Release running = releases.get(sites.indexOf(site) % 3 == 0 && !fellBack ? 1 : 0);
        UpdateEnd end = new UpdateEnd(
                fellBack ? "rolled-back" : "committed",
                fellBack ? "update.unhealthy: Kubernetes was not ready within 60 s" : "",
                running.digest().hex(),
                running.digest().hex(),
                "3",
                fellBack ? "b" : "a",
                "b",
                seen.minus(Duration.ofDays(3)));
        NodeReport report = new NodeReport(
                seen,
                "active",
                name,
                "b",
                running.digest().hex(),
                String.valueOf(running.version()),
                false,
                "idle",
                0,
                0,
                end,
                health,
                health.equals("healthy") ? "ready" : "starting",
                health.equals("healthy") ? "" : "node is not ready",
                14,
                "boot-7",
                "0.1.0",
                List.of(),
                cluster(site, name, number, seen),
                SeededSite.content(sites.indexOf(site), number),
                List.of(
                        fellBack
                                ? new SlotContent("a", "bad", "e".repeat(64), "2.1")
                                : new SlotContent(
                                        "a",
                                        "good",
                                        releases.getFirst().digest().hex(),
                                        "2"),
                        new SlotContent("b", "good", running.digest().hex(), String.valueOf(running.version()))),
                List.of(),
                null);
        return new Node(
                new NodeId(id()),
                NodeState.ACTIVE,
                site.id(),
                number <= 3 ? Role.SERVER : Role.AGENT,
                name,
                "SHA256:" + "k".repeat(43),
                new LastSeen(seen, LastSeen.Source.SSH, "10.20.1." + (10 + number) + ":7022", "anna@laptop-2"),
                facts(seen),
                report,
                now.minus(Duration.ofDays(80)));
    }

    /** Three updates of each node that reported, the last one as it says; the one in the middle fell back. */
    private List<UpdateEnd> updates(Node node) {
        NodeReport report = node.report();
        UpdateEnd last = report == null ? null : report.lastUpdate();
        if (last == null) {
            return List.of();
        }
        String older = releases.getFirst().digest().hex();
        UpdateEnd first =
                new UpdateEnd("committed", "", "bundle-1", older, "2", "b", "a", now.minus(Duration.ofDays(61)));
        UpdateEnd fell = new UpdateEnd(
                "rolled-back",
                "update.unhealthy: Kubernetes is not ready: the kubelet answers nothing on 127.0.0.1:10248",
                "bundle-2",
                "e".repeat(64),
                "2.1",
                "a",
                "a",
                now.minus(Duration.ofDays(33)));
        return List.of(first, fell, last);
    }

    private static TrialLog trialLog(UpdateEnd end) {
        String text = """
                2026-08-14T02:11:58+0000 kernel: Linux version 6.12.48 (debian-kernel@lists.debian.org)
                2026-08-14T02:11:58+0000 kernel: Command line: root=PARTUUID=5b1e cairn.slot=b cairn.release=eeee quiet
                2026-08-14T02:12:04+0000 systemd[1]: Reached target multi-user.target - Multi-User System.
                2026-08-14T02:12:05+0000 cairn-agent[611]: started in slot b during TRIAL of 2.1: STARTED_IN_TARGET
                2026-08-14T02:12:31+0000 k3s[702]: level=fatal msg="starting kubernetes: no default routes found in /proc/net/route"
                2026-08-14T02:12:36+0000 systemd[1]: cairn-k3s.service: Scheduled restart job, restart counter is at 1.
                2026-08-14T02:13:05+0000 cairn-agent[611]: update.rolling-back: Kubernetes is not ready
                """;
        return new TrialLog(
                TrialLogState.KEPT,
                end.bundle(),
                end.at(),
                "b",
                "f2c16a94d1e84f0fb1f5f2b0f1f6a3c7",
                text.strip(),
                true);
    }

    /** Sites have three nodes or more, of which the first three vote. */
    private ClusterReport cluster(Site site, String name, int number, Instant seen) {
        boolean server = number <= 3;
        String stem = name.substring(0, name.lastIndexOf('-') + 1);
        boolean split = sites.indexOf(site) == SeededSite.SPLIT;
        return new ClusterReport(
                server ? "server" : "agent",
                (split && number == 3 ? "c-79d0" : "c-4be1") + site.id().value().substring(0, 4),
                server ? "server" : "agent",
                server,
                server ? List.of(stem + 1, stem + 2, stem + 3) : List.of(),
                seen.minus(Duration.ofDays(12)),
                split ? "cluster.two-of-one-site" : null,
                "",
                "good");
    }

    private void discovered() {
        for (int i = 1; i <= 2; i++) {
            Instant seen = now.minusSeconds(2L * i);
            nodes.add(new Node(
                    new NodeId(id()),
                    NodeState.DISCOVERED,
                    null,
                    null,
                    null,
                    "SHA256:" + "d".repeat(43),
                    new LastSeen(seen, LastSeen.Source.BEACON, "192.168.40.2" + i + ":7022", "anna@laptop-2"),
                    i == 1 ? facts(seen) : null,
                    null,
                    seen.minusSeconds(30)));
        }
    }

    private String id() {
        return String.format(
                Locale.ROOT, "%08x-0000-4000-8000-%012x", random.nextInt(), random.nextLong() & 0xFFFFFFFFFFFFL);
    }

    private NodeFacts facts(@Nullable Instant at) {
        return new NodeFacts(
                at == null ? now : at,
                "amd64",
                "Intel N100",
                4,
                16L << 30,
                List.of(new DiskFact("nvme0n1", "KIOXIA EXCERIA", "X4F0", 512L << 30)),
                List.of(new NicFact("enp1s0", "52:54:00:12:34:56", List.of("10.20.1.11"))),
                List.of(),
                true,
                "AMI 5.27",
                "ASUSTeK",
                "NUC 14 Essential",
                "SN-48213",
                "Debian GNU/Linux 13",
                "6.12.48");
    }

    private Image image() {
        return new Image(
                identifiers.next(),
                home.resolve("images").resolve("store-v3.img"),
                releases.get(1).digest(),
                Digests.of(new byte[] {3}),
                4L << 30,
                "batch-1",
                null,
                null,
                now.minus(Duration.ofDays(2)));
    }

    private List<DriveWrite> driveWrites(Image image) {
        List<DriveWrite> writes = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Instant start = now.minus(Duration.ofHours(20)).plusSeconds(300L * i);
            writes.add(new DriveWrite(
                    identifiers.next(),
                    image.id(),
                    "/dev/sd" + (char) ('b' + i),
                    "SanDisk Ultra",
                    "4C53000" + i,
                    i == 3 ? 0 : 1_340_000_000L,
                    i != 3,
                    image.sha256(),
                    start,
                    start.plusSeconds(214),
                    i == 3 ? "drive.changed" : null,
                    null));
        }
        return writes;
    }

    private Rollout rollout() {
        List<RolloutSite> places = new ArrayList<>();
        for (int i = 0; i < Math.min(14, sites.size()); i++) {
            int wave = i == 0 ? 0 : i < 5 ? 1 : 2;
            SiteState state = i < 4
                    ? SiteState.DONE
                    : i == 4 ? SiteState.UPDATING : i == 6 ? SiteState.UNREACHABLE : SiteState.WAITING;
            places.add(new RolloutSite(sites.get(i).id(), wave, state, i == 4 ? "node 2 of 3, slot a" : ""));
        }
        return new Rollout(
                identifiers.next(),
                "Store v3, September",
                releases.get(1).digest(),
                RolloutState.PAUSED,
                places,
                now.minus(Duration.ofHours(7)));
    }

    private TelemetryBatch telemetry(NodeId node) {
        List<TelemetrySample> samples = new ArrayList<>();
        List<LogEntry> logs = new ArrayList<>();
        Instant start = now.minus(Duration.ofHours(3));
        Instant gapFrom = now.minus(Duration.ofMinutes(38));
        Instant gapTo = now.minus(Duration.ofMinutes(27));
        long sequence = 0;
        double busy = 0.3;
        double received = 0;
        for (Instant at = start; at.isBefore(now); at = at.plusSeconds(10)) {
            if (at.isAfter(gapFrom) && at.isBefore(gapTo)) {
                continue;
            }
            busy = Math.clamp(busy + (random.nextDouble() - 0.5) * 0.08, 0.04, 0.95);
            received += 20_000 + random.nextInt(400_000) * busy;
            sequence++;
            samples.add(new TelemetrySample(node, "boot-7", sequence, at, "cpu.busy.ratio", busy));
            samples.add(new TelemetrySample(
                    node, "boot-7", sequence, at, "memory.available.bytes", (9.5 - 3 * busy) * (1 << 30)));
            samples.add(new TelemetrySample(
                    node, "boot-7", sequence, at, "network.received.bytes{device=enp1s0}", received));
            samples.add(new TelemetrySample(node, "boot-7", sequence, at, "cpu.load1", busy * 3.6));
            if (sequence % 6 == 0) {
                sequence++;
                logs.add(log(node, sequence, at));
            }
        }
        Gap gap = new Gap(node, "boot-7", sequence + 1, gapFrom, gapTo, "spool quota reached", 66);
        return new TelemetryBatch(node, samples, logs, List.of(gap), List.of(), sequence + 1, false);
    }

    private LogEntry log(NodeId node, long sequence, Instant at) {
        String[][] lines = {
            {"6", "k3s", "Starting reconcile of Addon kube-system/coredns"},
            {"6", "cairn-agent", "order 14 is in force; nothing to do"},
            {"4", "kubelet", "Housekeeping took longer than expected: 1.2 s"},
            {"6", "till", "receipt 48213 printed in 180 ms"},
            {"3", "till", "card terminal did not answer within 5 s"},
            {"6", "systemd", "Finished fstrim.service - Discard unused blocks"},
        };
        String[] line = lines[random.nextInt(lines.length)];
        return new LogEntry(node, "boot-7", sequence, at, Integer.parseInt(line[0]), line[1], line[2]);
    }
}
