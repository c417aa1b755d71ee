package dev.cairn.app.ui.nodes;

import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.job.Job;
import dev.cairn.app.usecase.job.JobPart;
import dev.cairn.app.usecase.job.JobSnapshot;
import dev.cairn.app.usecase.job.Jobs;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;
import org.jspecify.annotations.Nullable;

/** What jobs of this laptop do to nodes right now. FX thread only; jobs tell from their own threads through the funnel. */
final class NodeJobs {
    /**
     * What is being done to a node.
     *
     * @param job its id
     * @param title of the job
     */
    record Running(String job, String title, JobPart part) {}

    private final ObservableMap<String, Running> byNode = FXCollections.observableHashMap();
    private final UiWork work;

    /** Follows every job from now on, and those that run. */
    NodeJobs(Jobs jobs, UiWork work) {
        this.work = work;
        jobs.recent().forEach(this::follow);
        var unused = jobs.listen(job -> work.onFxThread(() -> follow(job)));
    }

    /** What is being done to the node of this id; null for nothing. */
    @Nullable
    Running of(String node) {
        return byNode.get(node);
    }

    /** Is told the id of each node of which something changed. */
    void onChange(Consumer<String> listener) {
        byNode.addListener(
                (javafx.collections.MapChangeListener<String, Running>) change -> listener.accept(change.getKey()));
    }

    private void follow(Job<?> job) {
        if (!job.snapshot().state().ended()) {
            var unused = job.listen(now -> work.onFxThread(() -> told(now)));
        }
    }

    private void told(JobSnapshot now) {
        Map<String, Running> running = new HashMap<>();
        now.parts().forEach((node, part) -> running.put(node, new Running(now.id(), now.title(), part)));
        byNode.entrySet()
                .removeIf(entry -> entry.getValue().job().equals(now.id()) && !running.containsKey(entry.getKey()));
        byNode.putAll(running);
    }
}
