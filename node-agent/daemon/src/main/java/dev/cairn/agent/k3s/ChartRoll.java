package dev.cairn.agent.k3s;

import dev.cairn.agent.content.ContentDriver.Rolled;
import dev.cairn.agent.content.NodeContent;
import dev.cairn.image.content.ContentItem;
import dev.cairn.image.content.ContentType;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What the one server that rolls does: it replaces charts and manifests in the order of the layers, each after the former is well. One that
 * does not get well goes back to its last good revision, and so do those before it, last first. One step a call; what it remembers between
 * calls only saves time. One lane.
 */
final class ChartRoll {
    /** So many failed tries of Helm are enough. */
    private static final int MOST_FAILURES = 3;

    private final K3sContent places;
    private final K3sObjects objects;
    private final LongSupplier ticks;
    private final Duration patience;
    private final Map<String, String> jobBefore = new HashMap<>();
    private final Map<String, Long> began = new HashMap<>();
    private String failing = "";
    private String wrong = "";

    /** {@code patience} is how long a chart may take to get well. */
    ChartRoll(K3sContent places, K3sObjects objects, LongSupplier ticks, Duration patience) {
        this.places = places;
        this.objects = objects;
        this.ticks = ticks;
        this.patience = patience;
    }

    Rolled step(NodeContent content, Optional<NodeContent> before) throws IOException {
        return wrong.isEmpty() ? forward(content, before) : back(content, before);
    }

    private Rolled forward(NodeContent content, Optional<NodeContent> before) throws IOException {
        for (ContentItem item : objectsOf(content)) {
            byte[] wanted = K3sContent.manifest(content, item);
            if (isOf(before, item, wanted) && places.holds(item, wanted)) {
                // What does not change is not judged: it may have been unwell before.
                continue;
            }
            Progress progress = replace(item, wanted);
            switch (progress) {
                case Progress.Well well -> {}
                case Progress.Waits waits -> {
                    return new Rolled.Underway(waits.what());
                }
                case Progress.Sick sick -> {
                    failing = item.name();
                    wrong = item.name() + " did not get well: " + sick.reason();
                    return new Rolled.Underway(wrong);
                }
            }
        }
        for (ContentItem gone : objectsOf(before)) {
            if (gone.type() == ContentType.CHART && find(content, gone).isEmpty()) {
                objects.delete("helmchart", gone.name());
            }
        }
        places.placeManifests(content);
        forget();
        return new Rolled.Done();
    }

    /** Whether an object was the same before. */
    private static boolean isOf(Optional<NodeContent> before, ContentItem item, byte[] manifest) throws IOException {
        Optional<ContentItem> old = before.flatMap(known -> find(known, item));
        return old.isPresent() && Arrays.equals(K3sContent.manifest(before.orElseThrow(), old.get()), manifest);
    }

    private void forget() {
        jobBefore.clear();
        began.clear();
        failing = "";
        wrong = "";
    }

    private Rolled back(NodeContent content, Optional<NodeContent> before) throws IOException {
        for (ContentItem item : objectsOf(content).reversed()) {
            Optional<ContentItem> old = before.flatMap(known -> find(known, item));
            if (old.isEmpty()) {
                if (item.type() == ContentType.CHART) {
                    objects.delete("helmchart", item.name());
                }
                places.removeManifest(item);
                continue;
            }
            byte[] wanted = K3sContent.manifest(before.orElseThrow(), old.get());
            if (isOf(before, item, K3sContent.manifest(content, item))) {
                continue;
            }
            if (item.name().equals(failing) && !places.holds(old.get(), wanted) && !revisionIsBack(old.get())) {
                return new Rolled.Underway(item.name() + " goes back to its last good revision");
            }
            // What does not get well on the way back is left as it is: it was well before.
            if (replace(old.get(), wanted) instanceof Progress.Waits waits) {
                return new Rolled.Underway(waits.what());
            }
        }
        if (before.isPresent()) {
            places.placeManifests(before.get());
        }
        String reason = wrong + "; what ran before runs again";
        forget();
        return new Rolled.Failed(reason);
    }

    /** How far one object is. */
    private sealed interface Progress {
        record Well() implements Progress {}

        record Waits(String what) implements Progress {}

        record Sick(String reason) implements Progress {}
    }

    private Progress replace(ContentItem item, byte[] manifest) throws IOException {
        boolean chart = item.type() == ContentType.CHART;
        if (!places.holds(item, manifest)) {
            if (chart) {
                jobBefore.put(
                        item.name(),
                        objects.job(install(item)).map(K3sObjects.Job::uid).orElse(""));
                began.put(item.name(), ticks.getAsLong());
            }
            places.placeManifest(item, manifest);
            return chart ? new Progress.Waits(item.name() + " is rolled out") : new Progress.Well();
        }
        return chart ? look(item, HelmChart.itemOf(manifest)) : new Progress.Well();
    }

    private Progress look(ContentItem item, String wanted) throws IOException {
        Optional<K3sObjects.Chart> chart =
                objects.chart(item.name()).filter(seen -> seen.item().equals(wanted));
        if (chart.isEmpty()) {
            return waits(item, "k3s has not applied it");
        }
        Optional<K3sObjects.Job> job =
                objects.job(install(item)).filter(seen -> !seen.uid().equals(jobBefore.getOrDefault(item.name(), "")));
        if (job.isEmpty()) {
            return waits(item, "Helm has not begun");
        }
        if (job.get().failed() || chart.get().failed() || job.get().failures() >= MOST_FAILURES) {
            return new Progress.Sick("Helm failed " + Math.max(1, job.get().failures()) + " times");
        }
        if (job.get().succeeded() == 0) {
            return waits(item, "Helm has not ended");
        }
        Optional<String> notReady = objects.notReady(item.name());
        return notReady.isEmpty() ? new Progress.Well() : waits(item, notReady.get() + " is not ready");
    }

    private Progress waits(ContentItem item, String what) {
        long since = ticks.getAsLong() - began.computeIfAbsent(item.name(), first -> ticks.getAsLong());
        return since > patience.toMillis()
                ? new Progress.Sick(what + " after " + patience.toMinutes() + " min")
                : new Progress.Waits(item.name() + ": " + what);
    }

    /** k3s's Helm job leaves a failed release alone (failure policy "abort"); Helm itself takes it back, with that job's own image and rights. */
    private boolean revisionIsBack(ContentItem item) throws IOException {
        String name = "cairn-back-" + item.name();
        Optional<K3sObjects.Job> back = objects.job(name);
        if (back.isPresent()) {
            boolean ended = back.get().succeeded() > 0 || back.get().failed();
            if (ended) {
                objects.delete("job", name);
            }
            return ended;
        }
        Optional<K3sObjects.Job> install = objects.job(install(item));
        if (install.isEmpty()) {
            return true;
        }
        objects.apply(name, HelmChart.rollback(name, item, install.get().image()));
        return false;
    }

    private static String install(ContentItem item) {
        return "helm-install-" + item.name();
    }

    private static Optional<ContentItem> find(NodeContent content, ContentItem like) {
        return content.manifest().items().stream()
                .filter(item -> item.type() == like.type()
                        && K3sContent.manifestFile(item).equals(K3sContent.manifestFile(like)))
                .findFirst();
    }

    private static List<ContentItem> objectsOf(Optional<NodeContent> content) {
        return content.map(ChartRoll::objectsOf).orElse(List.of());
    }

    private static List<ContentItem> objectsOf(NodeContent content) {
        return content.manifest().items().stream()
                .filter(item -> item.type() != ContentType.IMAGES)
                .toList();
    }
}
