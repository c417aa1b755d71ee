package dev.cairn.app.usecase.fleet;

import dev.cairn.app.domain.activity.ActivityEntry;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.fleet.ClusterReport;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.NodeRepository;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.fleet.TimelineEntry;
import dev.cairn.app.domain.fleet.TimelineEntry.Source;
import dev.cairn.app.domain.telemetry.NodeEvent;
import dev.cairn.app.domain.telemetry.TelemetryStore;
import dev.cairn.protocol.NodeProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What happened to a site's cluster and when, from what its nodes told and what was decided here. Safe for many threads. */
public final class SiteTimeline {
    /** So many events of a node are looked at, and so many entries of the activity log. */
    private static final int EVENTS = 100;

    private static final int ENTRIES = 5_000;
    private static final Duration SAME = Duration.ofSeconds(5);
    private static final Set<String> DECISIONS = Set.of(
            "node.assigned",
            "node.retired",
            "node.taken-back",
            "node.replaced",
            "node.reattached",
            "node.wiped",
            "node.started-over",
            "site.added",
            "site.roles");

    private final NodeRepository nodes;
    private final TelemetryStore telemetry;
    private final ActivityLog activity;

    public SiteTimeline(NodeRepository nodes, TelemetryStore telemetry, ActivityLog activity) {
        this.nodes = nodes;
        this.telemetry = telemetry;
        this.activity = activity;
    }

    /** Newest first. Clocks of nodes may differ from this laptop's. */
    public List<TimelineEntry> of(Site site) {
        List<Node> all = nodes.ofSite(site.id());
        List<TimelineEntry> entries = new ArrayList<>();
        for (Node node : all) {
            List<NodeEvent> told = telemetry.clusterEvents(node.id(), EVENTS);
            told.forEach(event -> entries.add(
                    new TimelineEntry(event.at(), Source.NODE, node.label(), event.kind(), words(event), "")));
            standing(node, told).ifPresent(entries::add);
        }
        Set<String> ids = all.stream().map(node -> node.id().value()).collect(Collectors.toSet());
        activity.latest(ENTRIES).stream()
                .filter(entry -> DECISIONS.contains(entry.action()) && isOf(entry, site, ids))
                .map(SiteTimeline::decided)
                .forEach(entries::add);
        entries.sort(Comparator.comparing(TimelineEntry::at).reversed());
        return List.copyOf(entries);
    }

    /** Nodes tell alarms by the name of their constant, and the end of all of them by that of none. */
    private static String words(NodeEvent event) {
        return switch (event.kind()) {
            case "cluster.calm" -> "";
            case "cluster.alarm" ->
                Arrays.stream(NodeProblem.values())
                        .filter(problem -> problem.name().equals(event.text()))
                        .findFirst()
                        .map(NodeProblem::code)
                        .orElse(event.text());
            default -> event.text();
        };
    }

    /** Since when a node stands where it stands, unless it told of that step itself. */
    private static Optional<TimelineEntry> standing(Node node, List<NodeEvent> told) {
        NodeReport report = node.report();
        ClusterReport cluster = report == null ? null : report.cluster();
        if (cluster == null) {
            return Optional.empty();
        }
        boolean known = told.stream()
                .anyMatch(event -> event.kind().equals("cluster.phase")
                        && event.text().endsWith(" " + cluster.phase())
                        && Duration.between(event.at(), cluster.since()).abs().compareTo(SAME) < 0);
        return known
                ? Optional.empty()
                : Optional.of(new TimelineEntry(
                        cluster.since(), Source.REPORT, node.label(), "cluster.phase", cluster.phase(), ""));
    }

    private static boolean isOf(ActivityEntry entry, Site site, Set<String> nodeIds) {
        if (entry.action().startsWith("site.")) {
            return entry.subject().equals(site.name());
        }
        String where = entry.details().get("site");
        return where != null
                ? where.equals(site.name())
                : nodeIds.contains(Objects.requireNonNullElse(entry.details().get("node"), ""));
    }

    private static TimelineEntry decided(ActivityEntry entry) {
        String words = switch (entry.action()) {
            case "node.replaced" -> entry.details().getOrDefault("with", "");
            case "node.assigned" -> entry.details().getOrDefault("role", "");
            case "site.roles" -> entry.details().getOrDefault("servers", "");
            default -> "";
        };
        return new TimelineEntry(entry.at(), Source.LAPTOP, entry.subject(), entry.action(), words, entry.who());
    }
}
