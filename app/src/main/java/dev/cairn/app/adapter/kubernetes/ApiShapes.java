package dev.cairn.app.adapter.kubernetes;

import dev.cairn.app.domain.kubernetes.ClusterNode;
import dev.cairn.app.domain.kubernetes.Workload;
import dev.cairn.app.domain.kubernetes.WorkloadKind;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Objects of the Kubernetes API reference as values of the domain. What is optional there has its documented default; what is not as
 * documented is an IllegalArgumentException with the reason. Stateless.
 */
final class ApiShapes {
    private ApiShapes() {}

    /** Deployments and StatefulSets: one replica unless they say another number. */
    static Workload replicas(WorkloadKind kind, JsonNode item) {
        return new Workload(
                kind,
                namespace(item),
                name(item),
                number(item.path("spec").path("replicas"), 1),
                number(item.path("status").path("readyReplicas"), 0));
    }

    /** DaemonSets: how many nodes should have one is counted by Kubernetes. */
    static Workload daemonSet(JsonNode item) {
        JsonNode status = item.path("status");
        return new Workload(
                WorkloadKind.DAEMON_SET,
                namespace(item),
                name(item),
                number(status.path("desiredNumberScheduled"), 0),
                number(status.path("numberReady"), 0));
    }

    static ClusterNode node(JsonNode item) {
        Optional<JsonNode> ready = condition(item, "Ready");
        boolean isReady =
                ready.map(one -> one.path("status").asString("")).orElse("").equals("True");
        String reason = ready.map(ApiShapes::reason).orElse("it has told nothing yet");
        return new ClusterNode(
                name(item),
                isReady,
                isReady ? "" : reason,
                !item.path("spec").path("unschedulable").asBoolean(false),
                text(item.path("status").path("nodeInfo").path("kubeletVersion")));
    }

    static Optional<JsonNode> condition(JsonNode item, String type) {
        for (JsonNode one : item.path("status").path("conditions")) {
            if (one.path("type").asString("").equals(type)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    static String namespace(JsonNode item) {
        return text(item.path("metadata").path("namespace"));
    }

    static String name(JsonNode item) {
        JsonNode name = item.path("metadata").path("name");
        if (!name.isString() || name.asString().isBlank()) {
            throw new IllegalArgumentException("an object without a name");
        }
        return ApiText.of(name.asString());
    }

    static String text(JsonNode value) {
        return ApiText.of(value.asString(""));
    }

    static int number(JsonNode value, int otherwise) {
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isInt() || value.intValue() < 0) {
            throw new IllegalArgumentException("a number that is none");
        }
        return value.intValue();
    }

    private static String reason(JsonNode condition) {
        String message = text(condition.path("message"));
        return message.isEmpty() ? text(condition.path("reason")) : message;
    }
}
