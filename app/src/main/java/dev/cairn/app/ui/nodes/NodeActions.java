package dev.cairn.app.ui.nodes;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.NodeState;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.job.Job;
import dev.cairn.app.usecase.sync.ReflashRequest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What may be done to a node's disk, why not, and doing it. FX thread only. */
final class NodeActions {
    private final NodeCare care;
    private final UiWork work;

    NodeActions(NodeCare care, UiWork work) {
        this.care = care;
        this.work = work;
    }

    /**
     * What was chosen.
     *
     * @param release null unless one is to be written
     * @param wipe whether the data goes, too, when one is written
     */
    record Choice(NodeAction action, @Nullable Release release, boolean wipe) {
        /** Whether what cannot be had again is lost. */
        boolean destroysData() {
            return switch (action) {
                case BOOTSTRAP -> false;
                case REFLASH -> wipe;
                case WIPE, START_OVER -> true;
            };
        }

        /** Whether it may be done: what destroys data wants the node's name, exactly. */
        boolean isConfirmed(String typed, Node node) {
            boolean chosen = action != NodeAction.REFLASH || release != null;
            return chosen && (!destroysData() || typed.equals(node.label()));
        }
    }

    /** The key of why something cannot be done to a node now, {@code busy} if a job is at work on it; nothing if it can. */
    static Optional<String> whyNot(NodeAction action, Node node, List<Release> releases, boolean busy) {
        NodeReport report = node.report();
        if (node.state() == NodeState.RETIRED) {
            return Optional.of("nodes.action.retired");
        }
        if (node.lastSeen() == null || node.hostKey() == null) {
            return Optional.of("nodes.action.never-heard");
        }
        if (busy) {
            return Optional.of("nodes.action.busy");
        }
        if (action == NodeAction.BOOTSTRAP && report != null && report.runsBootstrap()) {
            return Optional.of("nodes.action.there");
        }
        return action == NodeAction.REFLASH && releases.isEmpty()
                ? Optional.of("nodes.action.no-release")
                : Optional.empty();
    }

    /** Reads what could be written, the newest first. */
    void releases(Consumer<List<Release>> done, Consumer<Problem> failed) {
        work.run("releases", care.releases()::all, done, failed);
    }

    /** Starts the job that does it. */
    void start(Node node, Choice choice, Consumer<Job<Node>> started, Consumer<Problem> failed) {
        work.run("recover", () -> job(node, choice), started, failed);
    }

    private Job<Node> job(Node node, Choice choice) {
        return switch (choice.action()) {
            case BOOTSTRAP -> care.reflash().bootstrap(node.id());
            case REFLASH -> {
                Release release = Objects.requireNonNull(choice.release(), "a release is chosen");
                yield care.reflash().start(new ReflashRequest(node.id(), release, null, choice.wipe()));
            }
            case WIPE -> care.erase().wipe(node.id());
            case START_OVER -> care.erase().startOver(node.id());
        };
    }
}
