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
import java.util.function.Supplier;

/** What runs in Kubernetes on this node: what is ordered, what of it is here, and the change from one to the next. Thread-safe. */
final class SiteContent {
    private final ContentParts parts;
    private final OrderedContent ordered;
    private final ContentMachine machine;

    /** {@code slotRuns} tells whether the slot of a bundle runs for good. */
    SiteContent(
            ContentParts parts,
            OrderDesk orders,
            Predicate<String> slotRuns,
            StateFolder state,
            Path folder,
            EventLog events) {
        this.parts = parts;
        Supplier<Optional<DesiredRelease>> order =
                () -> orders.accepted().flatMap(accepted -> Optional.ofNullable(accepted.release()));
        this.ordered =
                new OrderedContent(order, new ChunkStore(folder.resolve("content")), parts.placed(), parts.partition());
        this.machine = new ContentMachine(
                new ContentMachine.Parts(order, slotRuns, ordered, parts.driver(), state, parts.trouble(), events),
                parts.partition());
        parts.inForce().follow(machine);
    }

    OrderedContent ordered() {
        return ordered;
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
