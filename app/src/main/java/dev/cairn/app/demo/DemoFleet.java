package dev.cairn.app.demo;

import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeFacts;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.domain.fleet.UpdateEnd;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.domain.rollout.Rollout;
import dev.cairn.app.domain.rollout.RolloutState;
import dev.cairn.app.domain.rollout.SiteState;
import dev.cairn.app.played.PlayedMachines;
import dev.cairn.app.usecase.sync.RolloutPlan;
import dev.cairn.app.usecase.sync.SiteSyncReport;
import dev.cairn.app.wiring.Cairn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The chapters of the demo in which machines take part: discovery, assignment, updates, telemetry. */
final class DemoFleet {
    private static final Duration DISCOVERY = Duration.ofMinutes(3);
    private static final int RESUMES = 3;

    private final Cairn cairn;
    private final PlayedMachines machines;
    private final Waiting waiting;
    private final Narrator narrator;

    DemoFleet(Cairn cairn, PlayedMachines machines, Waiting waiting, Narrator narrator) {
        this.cairn = cairn;
        this.machines = machines;
        this.waiting = waiting;
        this.narrator = narrator;
    }

    /** Switches the machines on with the written drive and waits until the laptop has heard them all. */
    List<Node> discover(Path drive, int count) throws IOException {
        cairn.watchNodes().start();
        for (int number = 1; number <= count; number++) {
            machines.switchOn(number, drive);
        }
        waiting.until(
                "all " + count + " machines to be discovered",
                DISCOVERY,
                () -> nodes().size() >= count,
                this::consoles);
        List<Node> found = nodes();
        narrator.say("  discovered " + found.size() + " nodes by their beacons");
        return found;
    }

    /** Makes a site for each node, assigns it as the site's server, and lets it know. */
    List<Site> assign(List<Node> found, Release release) {
        List<Site> sites = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Site site = cairn.addSite().run(DemoPlaces.site(i));
            cairn.desireRelease().run(site.id(), release);
            Node node = cairn.assignNode().run(found.get(i).id(), site.id(), Role.SERVER, null);
            narrator.say("  " + node.label() + " → " + site.name() + ", server");
            sites.add(site);
        }
        sync(sites.stream().map(Site::id).toList());
        return sites;
    }

    /** Syncs until every node says that its cluster is ready. */
    void waitUntilActive(List<Site> sites) {
        List<SiteId> ids = sites.stream().map(Site::id).toList();
        waiting.until(
                "all nodes to become active",
                DISCOVERY,
                () -> {
                    sync(ids);
                    return nodes().stream().allMatch(DemoFleet::active);
                },
                this::consoles);
        narrator.say("  every node is active and its Kubernetes is ready");
    }

    /** Rolls a release out: the first site alone, then the others side by side. */
    DemoReport.UpdateFigures rollOut(String name, Release release, List<Site> sites) {
        List<SiteId> ids = sites.stream().map(Site::id).toList();
        List<List<SiteId>> waves =
                ids.size() == 1 ? List.of(ids) : List.of(ids.subList(0, 1), ids.subList(1, ids.size()));
        List<NodeId> affected = nodes().stream()
                .filter(node -> ids.contains(node.site()))
                .map(Node::id)
                .toList();
        String before = slots(affected);
        var rollout = cairn.startRollout().create(new RolloutPlan(name, release.digest(), waves));
        Rollout ended = cairn.startRollout().start(rollout.id()).await();
        for (int again = 0; again < RESUMES && ended.state() == RolloutState.PAUSED; again++) {
            tellUnfinished(ended);
            ended = cairn.startRollout().start(rollout.id()).await();
        }
        if (ended.state() != RolloutState.FINISHED) {
            tellUnfinished(ended);
        }
        List<Node> after =
                nodes().stream().filter(node -> affected.contains(node.id())).toList();
        var ends = after.stream().map(DemoFleet::lastUpdate).toList();
        String result = ends.stream().distinct().count() == 1 ? ends.getFirst() : String.join(",", ends);
        String reason = after.stream()
                .map(Node::report)
                .filter(report -> report != null && report.lastUpdate() != null)
                .map(report -> report.lastUpdate().reason())
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
        narrator.say("  rollout " + ended.state().word() + ": " + result + ", slot " + before + " → " + slots(affected)
                + (reason.isEmpty() ? "" : " (" + reason + ")"));
        return new DemoReport.UpdateFigures(
                result,
                release.digest().toString(),
                before,
                slots(affected),
                after.stream().map(Node::label).toList(),
                reason);
    }

    /** A machine that was too busy to answer is asked again, as a technician would; what failed is told. */
    private void tellUnfinished(Rollout rollout) {
        rollout.sites().stream()
                .filter(site -> site.state() != SiteState.DONE)
                .forEach(site -> narrator.say(
                        "  " + cairn.listSites().find(site.site().value()).name() + ": "
                                + site.state().word() + " " + site.detail()));
    }

    /** Syncs until whoever fell back works again, and says what is stored of telemetry. */
    DemoReport.TelemetryFigures drain(List<Site> sites) {
        waitUntilActive(sites);
        var counts = cairn.queryTelemetry().counts();
        narrator.say("  brought home " + counts.samples() + " samples and " + counts.logLines() + " log lines, "
                + counts.gaps() + " gaps");
        return new DemoReport.TelemetryFigures(counts.samples(), counts.logLines(), counts.gaps());
    }

    List<DemoReport.NodeFigures> figures() {
        return nodes().stream().map(this::figures).toList();
    }

    private DemoReport.NodeFigures figures(Node node) {
        NodeReport report = Objects.requireNonNull(node.report(), "no report of " + node.label());
        NodeFacts facts = Objects.requireNonNull(node.facts(), "no facts of " + node.label());
        SiteId site = Objects.requireNonNull(node.site(), "no site of " + node.label());
        return new DemoReport.NodeFigures(
                node.id().value(),
                node.label(),
                report.state(),
                cairn.listSites().find(site.value()).name(),
                Objects.requireNonNull(node.role()).word(),
                report.slot(),
                report.release(),
                new DemoReport.FactFigures(
                        facts.cpuModel(),
                        facts.cpus(),
                        facts.memoryBytes(),
                        facts.disks().stream()
                                .map(disk -> new DemoReport.DiskFigures(disk.name(), disk.model(), disk.bytes()))
                                .toList()));
    }

    /** What the machines printed last, for a problem's report. */
    private String consoles() {
        return String.join("\n", machines.consoles());
    }

    private String slots(List<NodeId> wanted) {
        return nodes().stream()
                .filter(node -> wanted.contains(node.id()))
                .map(Node::report)
                .map(report -> report == null ? "?" : report.slot())
                .distinct()
                .collect(Collectors.joining(","));
    }

    private static String lastUpdate(Node node) {
        NodeReport report = node.report();
        UpdateEnd end = report == null ? null : report.lastUpdate();
        return end == null ? "none" : end.outcome();
    }

    private static boolean active(Node node) {
        NodeReport report = node.report();
        return report != null
                && report.state().equals("active")
                && report.kubernetes().equals("ready");
    }

    private List<SiteSyncReport> sync(List<SiteId> sites) {
        return cairn.syncSite().start(sites).await();
    }

    private List<Node> nodes() {
        return cairn.listNodes().all();
    }
}
