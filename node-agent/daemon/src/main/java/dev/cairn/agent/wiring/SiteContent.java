package dev.cairn.agent.wiring;

import dev.cairn.agent.content.ContentMachine;
import dev.cairn.agent.content.OrderedContent;
import dev.cairn.agent.order.OrderDesk;
import dev.cairn.agent.state.StateFolder;
import dev.cairn.agent.telemetry.EventLog;
import dev.cairn.agent.update.ChunkStore;
import dev.cairn.protocol.ContentStatus;
import dev.cairn.protocol.DesiredRelease;
import dev.cairn.protocol.NodeProblem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** What runs in Kubernetes on this node: what is ordered, what of it is here, and the change from one to the next. Thread-safe. */
final class SiteContent {
    private final ContentParts parts;
    private final ContentMachine machine;

    /** {@code slotRuns} tells whether the slot of a bundle runs for good. */
    SiteContent(
            ContentParts parts,
            OrderedContent ordered,
            OrderDesk orders,
            Predicate<String> slotRuns,
            StateFolder state,
            EventLog events) {
        this.parts = parts;
        this.machine = new ContentMachine(
                new ContentMachine.Parts(
                        orders::release,
                        () -> orders.accepted()
                                .map(OrderDesk.AcceptedOrder::sequence)
                                .orElse(0L),
                        slotRuns,
                        ordered,
                        parts.driver(),
                        state,
                        parts.trouble(),
                        events),
                parts.partition());
        parts.inForce().follow(machine);
    }

    /** What is ordered, with what of it is here; {@code folder} keeps what arrives. */
    static OrderedContent ordered(ContentParts parts, OrderDesk orders, Path folder) {
        return new OrderedContent(
                orders::release, new ChunkStore(folder.resolve("content")), parts.placed(), parts.partition());
    }

    /** The content that is still to come, or may be. */
    Optional<String> awaited() {
        return machine.awaited();
    }

    Duration step() {
        return machine.step();
    }

    ContentStatus status() {
        return machine.status();
    }

    boolean runs(DesiredRelease release) {
        return machine.runs(release);
    }

    Optional<NodeProblem> trouble() {
        return parts.trouble().now();
    }
}
