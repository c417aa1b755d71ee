package dev.cairn.app.adapter.ssh;

import dev.cairn.app.domain.fleet.ClusterReport;
import dev.cairn.app.domain.fleet.ContentReport;
import dev.cairn.app.domain.fleet.DiskFact;
import dev.cairn.app.domain.fleet.NicFact;
import dev.cairn.app.domain.fleet.NodeFacts;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.RestoreReport;
import dev.cairn.app.domain.fleet.SlotContent;
import dev.cairn.app.domain.fleet.SnapshotReport;
import dev.cairn.app.domain.fleet.UpdateEnd;
import dev.cairn.app.domain.link.ToldStatus;
import dev.cairn.app.domain.telemetry.Gap;
import dev.cairn.app.domain.telemetry.LogEntry;
import dev.cairn.app.domain.telemetry.NodeEvent;
import dev.cairn.app.domain.telemetry.TelemetryBatch;
import dev.cairn.app.domain.telemetry.TelemetrySample;
import dev.cairn.protocol.Answers;
import dev.cairn.protocol.ClusterSnapshot;
import dev.cairn.protocol.ClusterStatus;
import dev.cairn.protocol.ContentStatus;
import dev.cairn.protocol.KubernetesPhase;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.NodeStatus;
import dev.cairn.protocol.RestoreStatus;
import dev.cairn.protocol.SlotName;
import dev.cairn.protocol.SlotState;
import dev.cairn.protocol.SlotStatus;
import dev.cairn.protocol.TelemetryPayload;
import dev.cairn.protocol.TelemetryRecord;
import dev.cairn.protocol.UpdateResult;
import dev.cairn.protocol.UpdateStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns what nodes say into what the laptop keeps. Stateless. */
final class Reports {
    private static final int INFO = 6;

    private Reports() {}

    static ToldStatus status(NodeStatus status, Instant now) {
        return new ToldStatus(report(status, now), ended(status.update()));
    }

    private static NodeReport report(NodeStatus status, Instant now) {
        boolean trial = status.slots().stream().anyMatch(slot -> slot.booted() && slot.state() == SlotState.TRIAL);
        return new NodeReport(
                now,
                status.state().word(),
                status.hostName(),
                slot(status.bootedSlot()),
                orEmpty(status.releaseDigest()),
                orEmpty(status.releaseVersion()),
                trial,
                status.update().phase().word(),
                status.update().bytesDone(),
                status.update().bytesTotal(),
                end(status.update().lastResult()),
                health(status),
                status.kubernetes().phase().word(),
                status.kubernetes().reason(),
                status.orderSequence(),
                status.bootId(),
                status.agentVersion(),
                status.warnings(),
                cluster(status.cluster()),
                content(status),
                status.slots().stream().map(Reports::content).toList(),
                snapshots(status),
                restore(status.restore()));
    }

    private static @Nullable RestoreReport restore(@Nullable RestoreStatus told) {
        return told == null
                ? null
                : new RestoreReport(
                        told.phase().word(),
                        told.since(),
                        told.snapshot(),
                        told.reason(),
                        Instant.ofEpochMilli(told.atMs()));
    }

    private static List<SnapshotReport> snapshots(NodeStatus status) {
        List<ClusterSnapshot> told = status.snapshots();
        return told == null
                ? List.of()
                : told.stream()
                        .filter(snapshot -> ClusterSnapshot.isName(snapshot.name()))
                        .map(snapshot -> new SnapshotReport(
                                snapshot.name(), Instant.ofEpochMilli(snapshot.takenMs()), snapshot.bytes()))
                        .toList();
    }

    private static @Nullable ContentReport content(NodeStatus status) {
        ContentStatus told = status.content();
        if (told == null) {
            return null;
        }
        String slotRelease = status.slots().stream()
                .filter(SlotStatus::booted)
                .map(slot -> orEmpty(slot.releaseDigest()))
                .findFirst()
                .orElse("");
        return new ContentReport(slotRelease, told.digest(), told.phase().word(), told.failed(), told.reason());
    }

    private static SlotContent content(SlotStatus slot) {
        return new SlotContent(
                slot.name().word(), slot.state().word(), orEmpty(slot.releaseDigest()), orEmpty(slot.version()));
    }

    private static @Nullable ClusterReport cluster(@Nullable ClusterStatus told) {
        if (told == null) {
            return null;
        }
        NodeProblem alarm = told.alarm();
        return new ClusterReport(
                told.phase().word(),
                told.cluster(),
                told.role() == null ? null : told.role().word(),
                told.voter(),
                told.voters(),
                Instant.ofEpochMilli(told.sinceMs()),
                alarm == null ? null : alarm.code(),
                told.detail(),
                told.disk().word());
    }

    /** Without a slot it runs the bootstrap system. */
    private static String slot(@Nullable SlotName booted) {
        return booted == null ? NodeReport.BOOTSTRAP : booted.word();
    }

    private static String health(NodeStatus status) {
        if (!status.warnings().isEmpty() || status.kubernetes().phase() == KubernetesPhase.NOT_READY) {
            return "degraded";
        }
        return switch (status.kubernetes().phase()) {
            case READY, ABSENT -> "healthy";
            case STOPPED, STARTING, NOT_READY -> "unknown";
        };
    }

    /** An older agent tells of the last one alone. */
    private static List<UpdateEnd> ended(UpdateStatus update) {
        List<UpdateResult> told = update.history();
        Stream<UpdateResult> results = told == null ? Stream.ofNullable(update.lastResult()) : told.stream();
        return results.map(Reports::end).filter(Objects::nonNull).toList();
    }

    private static @Nullable UpdateEnd end(@Nullable UpdateResult result) {
        return result == null
                ? null
                : new UpdateEnd(
                        result.outcome().word(),
                        result.reason(),
                        result.bundleDigest(),
                        result.releaseDigest(),
                        result.version(),
                        result.previousSlot().word(),
                        result.currentSlot().word(),
                        Instant.ofEpochMilli(result.atMs()));
    }

    static NodeFacts facts(dev.cairn.protocol.NodeFacts told, Instant now) {
        return new NodeFacts(
                now,
                told.cpu().architecture(),
                told.cpu().model(),
                told.cpu().threads(),
                told.memoryBytes(),
                told.disks().stream()
                        .map(disk ->
                                new DiskFact(disk.name(), orEmpty(disk.model()), orEmpty(disk.serial()), disk.bytes()))
                        .toList(),
                told.nics().stream()
                        .map(nic -> new NicFact(nic.name(), nic.mac(), nic.addresses()))
                        .toList(),
                told.gpus().stream()
                        .map(gpu -> gpu.vendorId() + ":" + gpu.deviceId() + " " + orEmpty(gpu.driver()))
                        .map(String::strip)
                        .toList(),
                told.tpm() != null,
                (told.firmware().kind() + " " + orEmpty(told.firmware().vendor()) + " "
                                + orEmpty(told.firmware().version()))
                        .strip(),
                orEmpty(told.system().vendor()),
                orEmpty(told.system().product()),
                orEmpty(told.system().serial()),
                told.osRelease().prettyName(),
                told.kernel());
    }

    static TelemetryBatch telemetry(NodeId node, Answers.Drained drained) {
        List<TelemetrySample> samples = new ArrayList<>();
        List<LogEntry> logs = new ArrayList<>();
        List<Gap> gaps = new ArrayList<>();
        List<NodeEvent> events = new ArrayList<>();
        for (TelemetryRecord told : drained.records()) {
            Instant at = Instant.ofEpochMilli(told.timeMs());
            switch (told.payload()) {
                case TelemetryPayload.Sample(var values) ->
                    values.forEach((series, value) ->
                            samples.add(new TelemetrySample(node, told.boot(), told.seq(), at, series, value)));
                case TelemetryPayload.LogLine(int priority, String unit, String message) ->
                    logs.add(new LogEntry(node, told.boot(), told.seq(), at, priority, unit, message));
                case TelemetryPayload.Event(String kind, String text, var attributes) -> {
                    events.add(new NodeEvent(at, kind, text));
                    logs.add(new LogEntry(
                            node,
                            told.boot(),
                            told.seq(),
                            at,
                            INFO,
                            "cairn-event",
                            kind + ": " + text + details(attributes)));
                }
                case TelemetryPayload.Gap(long first, long last, long records, String reason) ->
                    gaps.add(new Gap(node, told.boot(), told.seq(), at, at, reason, records));
            }
        }
        return new TelemetryBatch(node, samples, logs, gaps, events, drained.lastSeq(), drained.more());
    }

    private static String details(java.util.Map<String, String> attributes) {
        return attributes.isEmpty() ? "" : " " + attributes;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
