package dev.cairn.agent.wiring;

import dev.cairn.agent.identity.HostKey;
import dev.cairn.agent.identity.Membership;
import dev.cairn.agent.identity.NodeIdentity;
import dev.cairn.agent.kubernetes.KubernetesWatch;
import dev.cairn.agent.order.OrderDesk;
import dev.cairn.agent.slot.Machine;
import dev.cairn.agent.state.StateFolder;
import dev.cairn.agent.telemetry.Spool;
import dev.cairn.agent.update.UpdateMachine;
import dev.cairn.protocol.Beacon;
import dev.cairn.protocol.KubernetesPhase;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.NodeState;
import dev.cairn.protocol.NodeStatus;
import dev.cairn.protocol.Seed;
import dev.cairn.protocol.SlotStatus;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts together what the node says about itself; reporting never decides anything. Thread-safe. */
final class NodeReport {
    private static final int SHORT_DIGEST = 16;

    private final Seed seed;
    private final NodeIdentity identity;
    private final StateFolder state;
    private final Machine machine;
    private final OrderDesk orders;
    private final KubernetesWatch kubernetes;
    private final UpdateMachine update;
    private final Spool spool;
    private final SlotReports slots;
    private final String machineId;
    private final String version;
    private final InstantSource clock;

    NodeReport(
            Seed seed,
            NodeIdentity identity,
            StateFolder state,
            Machine machine,
            OrderDesk orders,
            KubernetesWatch kubernetes,
            UpdateMachine update,
            Spool spool,
            SlotReports slots,
            String machineId,
            String version,
            InstantSource clock) {
        this.seed = seed;
        this.identity = identity;
        this.state = state;
        this.machine = machine;
        this.orders = orders;
        this.kubernetes = kubernetes;
        this.update = update;
        this.spool = spool;
        this.slots = slots;
        this.machineId = machineId;
        this.version = version;
        this.clock = clock;
    }

    NodeStatus status() {
        Optional<Membership> place = orders.membership();
        List<SlotStatus> slotStatuses = slots.all();
        Optional<SlotStatus> booted =
                slotStatuses.stream().filter(SlotStatus::booted).findFirst();
        return new NodeStatus(
                identity.node(),
                seed.fleetId(),
                place.map(Membership::hostName).orElseGet(identity::defaultHostName),
                machineId.isEmpty() ? null : machineId,
                place.map(Membership::site).orElse(null),
                place.map(Membership::siteName).orElse(null),
                place.map(Membership::role).orElse(null),
                nodeState(),
                machine.bootId(),
                clock.millis(),
                machine.uptimeMs(),
                version,
                machine.bootedSlot().orElse(null),
                booted.map(SlotStatus::releaseDigest).orElse(null),
                booted.map(SlotStatus::version).orElse(null),
                orders.accepted().map(OrderDesk.AcceptedOrder::sequence).orElse(0L),
                slotStatuses,
                update.status(),
                kubernetes.status(),
                spool.status(),
                warnings());
    }

    Beacon beacon(int sshPort, String runningRelease, long counter) {
        Optional<Membership> place = orders.membership();
        return new Beacon(
                identity.node(),
                place.map(Membership::site).orElse(null),
                place.map(Membership::role).orElse(null),
                nodeState(),
                sshPort,
                HostKey.sha256(identity.hostKey()),
                machine.bootId(),
                counter,
                runningRelease.isEmpty() ? null : runningRelease.substring(0, SHORT_DIGEST));
    }

    private NodeState nodeState() {
        if (orders.membership().isEmpty()) {
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
        if (machine.bootedSlot().isEmpty()) {
            warnings.add(NodeProblem.SLOT_UNKNOWN.code());
        }
        return warnings;
    }
}
