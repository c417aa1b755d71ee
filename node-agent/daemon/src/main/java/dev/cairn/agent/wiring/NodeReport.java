package dev.cairn.agent.wiring;

import dev.cairn.agent.identity.HostKey;
import dev.cairn.agent.identity.Membership;
import dev.cairn.agent.identity.NodeIdentity;
import dev.cairn.agent.kubernetes.ClusterSnapshots;
import dev.cairn.agent.kubernetes.KubernetesWatch;
import dev.cairn.agent.order.OrderDesk;
import dev.cairn.agent.slot.Machine;
import dev.cairn.agent.state.StateFolder;
import dev.cairn.agent.telemetry.Spool;
import dev.cairn.agent.trust.TrustedTime;
import dev.cairn.agent.update.UpdateMachine;
import dev.cairn.protocol.Beacon;
import dev.cairn.protocol.ClusterStatus;
import dev.cairn.protocol.DesiredRelease;
import dev.cairn.protocol.DiskFitness;
import dev.cairn.protocol.KubernetesPhase;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.NodeRole;
import dev.cairn.protocol.NodeState;
import dev.cairn.protocol.NodeStatus;
import dev.cairn.protocol.RestoreStatus;
import dev.cairn.protocol.Seed;
import dev.cairn.protocol.SiteId;
import dev.cairn.protocol.SlotStatus;
import dev.cairn.protocol.UpdatePhase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Puts together what the node says about itself; reporting never decides anything. Thread-safe. */
final class NodeReport {
    private final Seed seed;
    private final NodeIdentity identity;
    private final StateFolder state;
    private final Machine machine;
    private final OrderDesk orders;
    private final Supplier<Optional<Membership>> place;
    private final KubernetesWatch kubernetes;
    private final UpdateMachine update;
    private final Spool spool;
    private final SlotReports slots;
    private final String machineId;
    private final String version;
    private final TrustedTime time;
    private final Optional<SiteFormation> formation;
    private final Optional<SiteContent> content;
    private final ClusterSnapshots snapshots;

    NodeReport(
            Seed seed,
            NodeIdentity identity,
            StateFolder state,
            Machine machine,
            OrderDesk orders,
            Supplier<Optional<Membership>> place,
            KubernetesWatch kubernetes,
            UpdateMachine update,
            Spool spool,
            SlotReports slots,
            String machineId,
            String version,
            TrustedTime time,
            Optional<SiteFormation> formation,
            Optional<SiteContent> content,
            ClusterSnapshots snapshots) {
        this.seed = seed;
        this.identity = identity;
        this.state = state;
        this.machine = machine;
        this.orders = orders;
        this.place = place;
        this.kubernetes = kubernetes;
        this.update = update;
        this.spool = spool;
        this.slots = slots;
        this.machineId = machineId;
        this.version = version;
        this.time = time;
        this.formation = formation;
        this.content = content;
        this.snapshots = snapshots;
    }

    NodeStatus status() {
        List<SlotStatus> slotStatuses = slots.all();
        Optional<SlotStatus> booted =
                slotStatuses.stream().filter(SlotStatus::booted).findFirst();
        Optional<DesiredRelease> ordered = orderedThatRuns(booted);
        return new NodeStatus(
                identity.node(),
                seed.fleetId(),
                hostName(),
                machineId.isEmpty() ? null : machineId,
                site().orElse(null),
                site().map(this::siteName).orElse(null),
                role().orElse(null),
                nodeState(),
                machine.bootId(),
                time.machine().toEpochMilli(),
                machine.uptimeMs(),
                version,
                machine.bootedSlot().orElse(null),
                ordered.map(DesiredRelease::releaseDigest)
                        .or(() -> booted.map(SlotStatus::releaseDigest))
                        .orElse(null),
                ordered.map(DesiredRelease::version)
                        .or(() -> booted.map(SlotStatus::version))
                        .orElse(null),
                orders.accepted().map(OrderDesk.AcceptedOrder::sequence).orElse(0L),
                slotStatuses,
                update.status(),
                kubernetes.status(),
                spool.status(),
                warnings(),
                formation.map(SiteFormation::status).orElse(null),
                content.map(SiteContent::status).orElse(null),
                snapshots.list(),
                formation.map(SiteFormation::restoreStatus).orElse(RestoreStatus.NONE));
    }

    /** A release that differs from the slot's own in its content alone runs in that slot too. */
    private Optional<DesiredRelease> orderedThatRuns(Optional<SlotStatus> booted) {
        String bundle = booted.map(SlotStatus::bundleDigest).orElse("");
        return orders.accepted()
                .map(OrderDesk.AcceptedOrder::release)
                .filter(release -> release.bundleDigest().equals(bundle))
                .filter(release -> content.filter(all -> all.runs(release)).isPresent());
    }

    /** The digest of the running release; empty while unknown. */
    String runningRelease() {
        Optional<SlotStatus> booted =
                slots.all().stream().filter(SlotStatus::booted).findFirst();
        return orderedThatRuns(booted)
                .map(DesiredRelease::releaseDigest)
                .or(() -> booted.map(SlotStatus::releaseDigest))
                .orElse("");
    }

    Beacon beacon(int sshPort, String runningRelease, long counter) {
        UpdatePhase phase = update.record().phase();
        return new Beacon(
                identity.node(),
                site().orElse(null),
                role().orElse(null),
                nodeState(),
                sshPort,
                HostKey.sha256(identity.hostKey()),
                machine.bootId(),
                counter,
                runningRelease.isEmpty() ? null : runningRelease.substring(0, Beacon.RELEASE_DIGITS),
                phase == UpdatePhase.IDLE ? null : phase,
                orders.accepted().map(OrderDesk.AcceptedOrder::sequence).orElse(null));
    }

    private String hostName() {
        return machine.runsBootstrap()
                ? identity.defaultHostName()
                : orders.hostName().orElseGet(identity::defaultHostName);
    }

    private Optional<SiteId> site() {
        return formation.isPresent() ? formation.get().site() : place.get().map(Membership::site);
    }

    private String siteName(SiteId site) {
        return formation.isPresent()
                ? formation.get().siteName(site)
                : place.get().map(Membership::siteName).orElseGet(site::value);
    }

    /** What formation made it, before that what an order or the seed says. */
    private Optional<NodeRole> role() {
        return formation
                .map(SiteFormation::status)
                .map(ClusterStatus::role)
                .or(() -> place.get().map(Membership::role));
    }

    private NodeState nodeState() {
        if (site().isEmpty()) {
            return NodeState.DISCOVERED;
        }
        KubernetesPhase phase = kubernetes.status().phase();
        return switch (phase) {
            case ABSENT, READY -> NodeState.ACTIVE;
            case STOPPED -> NodeState.ASSIGNED;
            case STARTING, NOT_READY -> NodeState.PROVISIONED;
        };
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (!identity.kept() || state.unwritable().isPresent()) {
            warnings.add(NodeProblem.STATE_UNWRITABLE.code());
        }
        if (!spool.status().writable()) {
            warnings.add(NodeProblem.SPOOL_UNWRITABLE.code());
        }
        if (time.clockIsBehind()) {
            warnings.add(NodeProblem.CLOCK_BEHIND.code());
        }
        if (machine.bootedSlot().isEmpty() && !machine.runsBootstrap()) {
            warnings.add(NodeProblem.SLOT_UNKNOWN.code());
        }
        content.flatMap(SiteContent::trouble).map(NodeProblem::code).ifPresent(warnings::add);
        formation.map(SiteFormation::status).ifPresent(cluster -> {
            if (cluster.alarm() != null) {
                warnings.add(cluster.alarm().code());
            }
            if (cluster.disk() == DiskFitness.UNFIT && cluster.alarm() != NodeProblem.CLUSTER_DISK_UNFIT) {
                warnings.add(NodeProblem.CLUSTER_DISK_UNFIT.code());
            }
            if (cluster.disk() == DiskFitness.SLOW) {
                warnings.add(NodeProblem.CLUSTER_DISK_SLOW.code());
            }
        });
        return warnings;
    }
}
