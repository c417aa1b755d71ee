package dev.cairn.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.fleet.TimelineEntry;
import dev.cairn.app.domain.fleet.TimelineEntry.Source;
import dev.cairn.app.domain.telemetry.NodeEvent;
import dev.cairn.app.domain.telemetry.TelemetryBatch;
import dev.cairn.app.usecase.fleet.NewSite;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a cluster's past: what its nodes recorded and what was decided here, and nothing else. */
final class TimelineTest {
    @TempDir
    Path folder;

    private final AtomicReference<Ports> ports = new AtomicReference<>();
    private Cairn cairn;
    private Site site;
    private PlayedSite played;

    @BeforeEach
    void open() {
        cairn = Opening.open(CairnOptions.of(folder.resolve("home")), real -> {
            ports.set(real);
            return real;
        });
        cairn.initFleet().run("North");
        site = cairn.addSite().run(NewSite.named("Harbour"));
        played = new PlayedSite(cairn, ports(), site);
    }

    @AfterEach
    void close() {
        cairn.close();
    }

    @Test
    void showsWhatNodesRecordedAndWhatWasDecidedInOneOrderOfTime() {
        Node a = played.assigned("a", Role.AGENT, Duration.ZERO);
        Instant later = Instant.now().plusSeconds(60);
        told(
                a,
                1,
                new NodeEvent(later, "cluster.phase", "seeding -> server"),
                new NodeEvent(later.plusSeconds(2), "cluster.alarm", "CLUSTER_TWO"),
                new NodeEvent(later.plusSeconds(3), "cluster.calm", "null"),
                new NodeEvent(later.plusSeconds(4), "update.begun", "of no interest here"));
        told(a, 1, new NodeEvent(later, "cluster.phase", "seeding -> server"));
        cairn.retireNode().run(cairn.listNodes().find("a"));
        assertThat(timeline())
                .extracting(entry -> entry.source() + " " + entry.subject() + " " + entry.kind() + " " + entry.words())
                .containsExactly(
                        "NODE a cluster.calm ",
                        "NODE a cluster.alarm cluster.two-of-one-site",
                        "NODE a cluster.phase seeding -> server",
                        "LAPTOP a node.retired ",
                        "LAPTOP a node.assigned agent",
                        "LAPTOP Harbour site.added ");
        assertThat(timeline().getLast().who()).isNotEmpty();
    }

    @Test
    void aReportTellsSinceWhenItIsSoOnlyWhereTheStepItselfWasNotHeard() {
        Node a = played.member("a", Role.AGENT, true, Duration.ofMinutes(5));
        assertThat(timeline())
                .filteredOn(entry -> entry.source() == Source.REPORT)
                .singleElement()
                .satisfies(entry -> assertThat(entry.words()).isEqualTo("server"));
        Instant since = Objects.requireNonNull(
                        Objects.requireNonNull(cairn.listNodes().find("a").report())
                                .cluster())
                .since();
        told(a, 1, new NodeEvent(since.plusMillis(300), "cluster.phase", "promoting -> server"));
        assertThat(timeline()).noneMatch(entry -> entry.source() == Source.REPORT);
    }

    @Test
    void whatHappenedElsewhereIsNotTold() {
        Site other = cairn.addSite().run(NewSite.named("Depot"));
        Node far = played.discovered("far", Duration.ZERO);
        cairn.assignNode().run(far.id(), other.id(), Role.SERVER, "far");
        told(far, 1, new NodeEvent(Instant.now(), "cluster.phase", "settling -> claiming"));
        assertThat(timeline()).extracting(TimelineEntry::kind).containsExactly("site.added");
        assertThat(cairn.siteTimeline().of(other)).hasSize(3);
    }

    @Test
    void aMachineThatCameAnewKeepsItsPast() {
        Node old = played.assigned("a", Role.AGENT, Duration.ZERO);
        told(old, 1, new NodeEvent(Instant.now(), "cluster.phase", "joining -> agent"));
        Node fresh = played.discovered("a2", Duration.ZERO);
        ports().transactions().inOne(() -> {
            ports().nodes().replace(old.id(), fresh.takingOver(old));
            return true;
        });
        assertThat(timeline()).extracting(TimelineEntry::kind).contains("cluster.phase");
    }

    private List<TimelineEntry> timeline() {
        return cairn.siteTimeline().of(site);
    }

    private void told(Node node, long sequence, NodeEvent... events) {
        ports().telemetry()
                .append(new TelemetryBatch(
                        node.id(), List.of(), List.of(), List.of(), List.of(events), sequence, false));
    }

    private Ports ports() {
        return Objects.requireNonNull(ports.get());
    }
}
