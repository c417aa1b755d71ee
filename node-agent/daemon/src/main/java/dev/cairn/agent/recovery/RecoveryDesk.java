package dev.cairn.agent.recovery;

import dev.cairn.protocol.NodeId;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.RecoveryOrder;
import dev.cairn.protocol.Seed;
import dev.cairn.protocol.SignedEnvelope;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Judges recovery orders: verifies, then parses what was verified, then compares. Immutable.
 *
 * @param bootId of this run of the bootstrap system
 * @param floor the lowest number of a release that may be written
 */
public record RecoveryDesk(Seed seed, NodeId node, String bootId, Supplier<Instant> time, LongSupplier floor) {
    /** A machine whose clock has no battery wakes up when its system was built; more than this cannot have passed since. */
    private static final Duration MOST_AHEAD = Duration.ofDays(5 * 365);

    /** The order in this envelope, or its refusal. */
    public RecoveryOrder open(byte[] envelope) {
        RecoveryOrder order = RecoveryOrder.open(SignedEnvelope.read(envelope), seed.fleetPublicKey());
        if (!order.fleet().equals(seed.fleetId())) {
            throw refusal(
                    NodeProblem.ORDER_OTHER_FLEET,
                    order.fleet().value(),
                    Map.of("fleet", order.fleet().value(), "own", seed.fleetId().value()));
        }
        if (!order.node().equals(node)) {
            throw refusal(
                    NodeProblem.RECOVERY_OTHER_NODE,
                    order.node().value(),
                    Map.of("node", order.node().value()));
        }
        if (!order.bootId().equals(bootId)) {
            throw refusal(NodeProblem.RECOVERY_OTHER_BOOT, order.bootId(), Map.of());
        }
        checkTime(order);
        checkFloor(order);
        return order;
    }

    private void checkTime(RecoveryOrder order) {
        Instant now = time.get();
        Instant issued = Instant.ofEpochMilli(order.issuedMs());
        Instant expires = Instant.ofEpochMilli(order.expiresMs());
        if (issued.isAfter(now.plus(MOST_AHEAD))) {
            throw refusal(
                    NodeProblem.ORDER_FROM_THE_FUTURE,
                    order.action().word(),
                    Map.of("issued", issued.toString(), "now", now.toString()));
        }
        if (!now.isBefore(expires)) {
            throw refusal(
                    NodeProblem.ORDER_EXPIRED,
                    order.action().word(),
                    Map.of("expired", expires.toString(), "now", now.toString()));
        }
    }

    private void checkFloor(RecoveryOrder order) {
        String release = order.releaseDigest();
        long number = order.number() == null ? 0 : order.number();
        if (release != null && number < floor.getAsLong()) {
            throw refusal(
                    NodeProblem.ORDER_BELOW_FLOOR,
                    release,
                    Map.of("number", String.valueOf(number), "floor", String.valueOf(floor.getAsLong())));
        }
    }

    private static ProtocolException refusal(NodeProblem problem, String element, Map<String, String> arguments) {
        return new ProtocolException(problem, "recover", element, arguments);
    }
}
