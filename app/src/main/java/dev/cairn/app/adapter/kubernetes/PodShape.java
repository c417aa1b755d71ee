package dev.cairn.app.adapter.kubernetes;

import dev.cairn.app.domain.kubernetes.PodTrouble;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What keeps a pod from running, told by its phase, its conditions and its containers (Kubernetes documentation, "Pod Lifecycle"). Stateless. */
final class PodShape {
    private record Reason(String word, String message) {}

    private PodShape() {}

    /** Nothing for a pod that is ready, or has done its work. */
    static Optional<PodTrouble> trouble(JsonNode pod) {
        String name = ApiShapes.name(pod);
        JsonNode status = pod.path("status");
        Reason reason = reason(pod, status);
        return reason == null
                ? Optional.empty()
                : Optional.of(new PodTrouble(
                        ApiShapes.namespace(pod),
                        name,
                        ApiShapes.text(pod.path("spec").path("nodeName")),
                        reason.word(),
                        reason.message(),
                        restarts(status)));
    }

    private static @Nullable Reason reason(JsonNode pod, JsonNode status) {
        if (pod.path("metadata").hasNonNull("deletionTimestamp")) {
            return new Reason("Terminating", "");
        }
        String phase = ApiShapes.text(status.path("phase"));
        return switch (phase) {
            case "Succeeded" -> null;
            case "Running" -> ready(pod) ? null : first(containers(status), unready(pod));
            case "Pending" -> first(containers(status), unscheduled(pod), new Reason("Pending", ""));
            case "Failed" -> first(reasonOf(status), containers(status), new Reason("Failed", ""));
            default -> first(reasonOf(status), new Reason(phase.isEmpty() ? "Unknown" : phase, ""));
        };
    }

    private static boolean ready(JsonNode pod) {
        return ApiShapes.condition(pod, "Ready")
                .map(one -> one.path("status").asString("").equals("True"))
                .orElse(false);
    }

    private static @Nullable Reason first(@Nullable Reason... reasons) {
        for (Reason reason : reasons) {
            if (reason != null) {
                return reason;
            }
        }
        return null;
    }

    /** The first container that waits or has ended badly, those that prepare the pod before the others. */
    private static @Nullable Reason containers(JsonNode status) {
        for (String kind : new String[] {"initContainerStatuses", "containerStatuses"}) {
            for (JsonNode container : status.path(kind)) {
                JsonNode state = container.path("state");
                Reason waits = reasonOf(state.path("waiting"));
                if (waits != null && !waits.word().equals("PodInitializing")) {
                    return waits;
                }
                JsonNode ended = state.path("terminated");
                if (ended.path("exitCode").asInt(0) != 0) {
                    Reason why = reasonOf(ended);
                    return why == null
                            ? new Reason(
                                    "Error",
                                    "exit code " + ended.path("exitCode").asInt(0))
                            : why;
                }
            }
        }
        return null;
    }

    private static @Nullable Reason unscheduled(JsonNode pod) {
        return ApiShapes.condition(pod, "PodScheduled")
                .filter(one -> !one.path("status").asString("").equals("True"))
                .map(PodShape::reasonOf)
                .orElse(null);
    }

    private static Reason unready(JsonNode pod) {
        Reason said = ApiShapes.condition(pod, "Ready").map(PodShape::reasonOf).orElse(null);
        return said == null ? new Reason("NotReady", "") : said;
    }

    private static @Nullable Reason reasonOf(JsonNode said) {
        String word = ApiShapes.text(said.path("reason"));
        return word.isEmpty() ? null : new Reason(word, ApiShapes.text(said.path("message")));
    }

    private static int restarts(JsonNode status) {
        int restarts = 0;
        for (JsonNode container : status.path("containerStatuses")) {
            restarts += ApiShapes.number(container.path("restartCount"), 0);
        }
        return restarts;
    }
}
