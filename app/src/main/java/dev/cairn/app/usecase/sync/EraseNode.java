package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.fleet.Fleet;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.usecase.job.Job;
import dev.cairn.app.usecase.job.JobControl;
import dev.cairn.app.usecase.job.PartControl;
import dev.cairn.protocol.RecoveryAction;

/** Erases what is on a node's disk, through its bootstrap system. Safe for use by many threads. */
public final class EraseNode {
    private final ReflashNode.Parts parts;
    private final BootstrapSystem system;

    EraseNode(ReflashNode.Parts parts) {
        this.parts = parts;
        this.system = new BootstrapSystem(parts);
    }

    /** Erases the data partition; the node restarts from its slot, as a new node on the same machine. */
    public Job<Node> wipe(NodeId id) {
        return start("Wipe", RecoveryAction.WIPE, id);
    }

    /** Empties both slots and erases the data partition; the node waits in its bootstrap system, as a new node on the same machine. */
    public Job<Node> startOver(NodeId id) {
        return start("Start over", RecoveryAction.START_OVER, id);
    }

    private Job<Node> start(String title, RecoveryAction action, NodeId id) {
        parts.signing().requireOpen(action.word());
        Fleet fleet = parts.fleet().required();
        String label = parts.visit().known(id).label();
        return parts.jobs()
                .start(
                        title + " " + label,
                        job -> parts.lanes().in(id, () -> {
                            try (PartControl control = job.about(id.value())) {
                                return run(fleet, action, id, control);
                            }
                        }));
    }

    private Node run(Fleet fleet, RecoveryAction action, NodeId id, JobControl control) {
        Node before = parts.visit().known(id);
        RecoveryTrip trip = system.trip(control, before.label());
        system.enter(id, trip);
        boolean wipes = action == RecoveryAction.WIPE;
        if (wipes) {
            parts.activity().add("node.wipe-begun", before.label(), "node", id);
        } else {
            parts.activity().add("node.start-over-begun", before.label(), "node", id);
        }
        order(fleet, action, id, trip);
        trip.at("is awaited under its new id");
        Node back = parts.visit().known(system.awaitNewId(before, trip));
        if (wipes) {
            parts.activity().add("node.wiped", back.label(), "node", back.id());
        } else {
            parts.activity().add("node.started-over", back.label(), "node", back.id());
        }
        return back;
    }

    private void order(Fleet fleet, RecoveryAction action, NodeId id, RecoveryTrip trip) {
        trip.at("erases its disk");
        boolean[] ordered = {false};
        trip.go(() -> id, link -> {
            if (!ordered[0]) {
                system.order(fleet, id, action, null, link);
                ordered[0] = true;
            }
            if (action == RecoveryAction.WIPE) {
                try {
                    link.reboot();
                } catch (ProblemException broken) {
                    // It may be down before it could answer; under its old id it will not come back.
                    if (!UpdateNode.isAbsence(broken.problem())) {
                        throw broken;
                    }
                }
            }
            return true;
        });
    }
}
