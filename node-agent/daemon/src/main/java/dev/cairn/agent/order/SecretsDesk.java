package dev.cairn.agent.order;

import dev.cairn.agent.kubernetes.ServerSecrets;
import dev.cairn.agent.telemetry.EventLog;
import dev.cairn.protocol.ClusterSecrets;
import dev.cairn.protocol.NodeId;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.SecretsRequest;
import dev.cairn.protocol.Seed;
import dev.cairn.protocol.SignedEnvelope;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;

/**
 * Hands out the cluster's keys and tokens to whom the fleet key lets have them, and says each time that it did. Verifies, then parses what was verified,
 * then compares. Thread-safe.
 *
 * @param bootId of this run of the machine
 */
public record SecretsDesk(
        Seed seed, NodeId node, String bootId, InstantSource time, ServerSecrets secrets, EventLog events) {
    /** A machine whose clock has no battery wakes up when its system was built; more than this cannot have passed since. */
    private static final Duration MOST_AHEAD = Duration.ofDays(5 * 365);

    private static final String PHASE = "cluster-secrets";

    /** The secrets; without files if they are what the asker has. */
    public ClusterSecrets answer(byte[] envelope) throws IOException {
        try {
            return answer(opened(envelope));
        } catch (ProtocolException refused) {
            events.event("cluster-secrets.refused", refused.problem().code(), refused.arguments());
            throw refused;
        }
    }

    private ClusterSecrets answer(SecretsRequest request) throws IOException {
        Map<String, byte[]> files = secrets.read();
        if (files.isEmpty()) {
            throw refusal(NodeProblem.SECRETS_ELSEWHERE, node.value(), Map.of());
        }
        ClusterSecrets all = ClusterSecrets.of(files);
        files.values().forEach(bytes -> Arrays.fill(bytes, (byte) 0));
        if (all.digest().equals(request.knownDigest())) {
            return all.known();
        }
        events.event("cluster-secrets.taken", all.files().size() + " files", Map.of());
        return all;
    }

    private SecretsRequest opened(byte[] envelope) {
        SecretsRequest request = SecretsRequest.open(SignedEnvelope.read(envelope), seed.fleetPublicKey());
        if (!request.fleet().equals(seed.fleetId())) {
            throw refusal(
                    NodeProblem.ORDER_OTHER_FLEET,
                    request.fleet().value(),
                    Map.of(
                            "fleet",
                            request.fleet().value(),
                            "own",
                            seed.fleetId().value()));
        }
        if (!request.node().equals(node)) {
            throw refusal(NodeProblem.ORDER_NOT_FOR_THIS_NODE, request.node().value(), Map.of());
        }
        if (!request.bootId().equals(bootId)) {
            throw refusal(NodeProblem.ORDER_OTHER_BOOT, request.bootId(), Map.of());
        }
        checkTime(request);
        return request;
    }

    private void checkTime(SecretsRequest request) {
        Instant now = time.instant();
        Instant issued = Instant.ofEpochMilli(request.issuedMs());
        Instant expires = Instant.ofEpochMilli(request.expiresMs());
        if (issued.isAfter(now.plus(MOST_AHEAD))) {
            throw refusal(
                    NodeProblem.ORDER_FROM_THE_FUTURE,
                    PHASE,
                    Map.of("issued", issued.toString(), "now", now.toString()));
        }
        if (!now.isBefore(expires)) {
            throw refusal(
                    NodeProblem.ORDER_EXPIRED, PHASE, Map.of("expired", expires.toString(), "now", now.toString()));
        }
    }

    private static ProtocolException refusal(NodeProblem problem, String element, Map<String, String> arguments) {
        return new ProtocolException(problem, PHASE, element, arguments);
    }
}
