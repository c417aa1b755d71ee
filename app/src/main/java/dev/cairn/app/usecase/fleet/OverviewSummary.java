package dev.cairn.app.usecase.fleet;

import dev.cairn.app.domain.fleet.FleetRepository;
import dev.cairn.app.domain.fleet.LastSeen;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.NodeRepository;
import dev.cairn.app.domain.fleet.NodeState;
import dev.cairn.app.domain.fleet.SiteRepository;
import dev.cairn.app.domain.fleet.UpdateEnd;
import dev.cairn.app.domain.library.ArtifactRepository;
import dev.cairn.app.domain.library.ImageRepository;
import dev.cairn.app.domain.library.ReleaseRepository;
import dev.cairn.app.domain.profile.ProfileRepository;
import dev.cairn.app.domain.rollout.Rollout;
import dev.cairn.app.domain.rollout.RolloutRepository;
import dev.cairn.app.domain.rollout.RolloutState;
import dev.cairn.app.domain.telemetry.TelemetryCounts;
import dev.cairn.app.domain.telemetry.TelemetryStore;
import dev.cairn.app.usecase.vault.VaultStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Sums the fleet up for the overview. */
public final class OverviewSummary {
    /** After this long without a word a node counts as silent, which is normal and no fault. */
    public static final Duration SILENT_AFTER = Duration.ofMinutes(2);

    private static final int MOST_LINES = 7;

    private final FleetRepository fleets;
    private final SiteRepository sites;
    private final NodeRepository nodes;
    private final ArtifactRepository artifacts;
    private final ProfileRepository profiles;
    private final ReleaseRepository releases;
    private final ImageRepository images;
    private final RolloutRepository rollouts;
    private final TelemetryStore telemetry;
    private final VaultStatus vault;
    private final InstantSource clock;

    public OverviewSummary(
            FleetRepository fleets,
            SiteRepository sites,
            NodeRepository nodes,
            ArtifactRepository artifacts,
            ProfileRepository profiles,
            ReleaseRepository releases,
            ImageRepository images,
            RolloutRepository rollouts,
            TelemetryStore telemetry,
            VaultStatus vault,
            InstantSource clock) {
        this.fleets = fleets;
        this.sites = sites;
        this.nodes = nodes;
        this.artifacts = artifacts;
        this.profiles = profiles;
        this.releases = releases;
        this.images = images;
        this.rollouts = rollouts;
        this.telemetry = telemetry;
        this.vault = vault;
        this.clock = clock;
    }

    /** The fleet as known now. */
    public Overview now() {
        List<Node> all = nodes.all();
        int siteCount = sites.all().size();
        int artifactCount = artifacts.all().size();
        TelemetryCounts counts = telemetry.counts();
        return new Overview(
                needs(all, siteCount, artifactCount),
                siteCount,
                all.size(),
                (int) all.stream()
                        .filter(node -> node.state() == NodeState.DISCOVERED)
                        .count(),
                (int) all.stream()
                        .filter(node -> health(node).equals("healthy"))
                        .count(),
                (int) all.stream()
                        .filter(node -> health(node).equals("degraded"))
                        .count(),
                (int) all.stream().filter(this::silent).count(),
                artifactCount,
                releases.all().size(),
                images.all().size(),
                counts.samples(),
                counts.logLines());
    }

    private List<NeedsYou> needs(List<Node> all, int siteCount, int artifactCount) {
        List<NeedsYou> lines = new ArrayList<>();
        if (fleets.find().isEmpty()) {
            lines.add(new NeedsYou(NeedsYou.Kind.MAKE_FLEET, "", ""));
            return lines;
        }
        for (Rollout rollout : rollouts.all()) {
            if (rollout.state() == RolloutState.FAILED) {
                lines.add(new NeedsYou(NeedsYou.Kind.ROLLOUT_FAILED, rollout.id(), rollout.name()));
            }
        }
        for (Node node : all) {
            NodeReport report = node.report();
            if (report != null && rolledBack(report)) {
                lines.add(of(NeedsYou.Kind.UPDATE_ROLLED_BACK, node));
            } else if (health(node).equals("degraded")) {
                lines.add(of(NeedsYou.Kind.NODE_DEGRADED, node));
            }
        }
        if (vault.now().openToThisDisk()) {
            lines.add(new NeedsYou(NeedsYou.Kind.SET_PASSPHRASE, "", ""));
        }
        all.stream()
                .filter(node -> node.state() == NodeState.DISCOVERED)
                .forEach(node -> lines.add(of(NeedsYou.Kind.ASSIGN_NODE, node)));
        if (artifactCount == 0) {
            lines.add(new NeedsYou(NeedsYou.Kind.IMPORT_ARTIFACTS, "", ""));
        } else if (profiles.latest().isEmpty()) {
            lines.add(new NeedsYou(NeedsYou.Kind.MAKE_PROFILE, "", ""));
        }
        if (siteCount == 0) {
            lines.add(new NeedsYou(NeedsYou.Kind.ADD_SITE, "", ""));
        }
        return lines.subList(0, Math.min(MOST_LINES, lines.size()));
    }

    private static NeedsYou of(NeedsYou.Kind kind, Node node) {
        return new NeedsYou(kind, node.id().value(), node.label());
    }

    private static boolean rolledBack(NodeReport report) {
        UpdateEnd last = report.lastUpdate();
        return last != null && !last.committed();
    }

    private static String health(Node node) {
        return node.report() == null ? "" : node.report().health();
    }

    private boolean silent(Node node) {
        Instant now = clock.instant();
        LastSeen seen = node.lastSeen();
        return seen == null || seen.age(now).compareTo(SILENT_AFTER) > 0;
    }
}
