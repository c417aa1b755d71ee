package dev.cairn.agent.order;

import dev.cairn.agent.identity.Membership;
import dev.cairn.agent.state.StateFolder;
import dev.cairn.protocol.DesiredRelease;
import dev.cairn.protocol.NodeAssignment;
import dev.cairn.protocol.NodeId;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.Order;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.Seed;
import dev.cairn.protocol.SignedEnvelope;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes signed orders: verifies, then parses what was verified, then saves, then tells. Thread-safe; one order at a time. */
public final class OrderDesk {
    private static final String FILE = "order.json";

    private final StateFolder state;
    private final Seed seed;
    private final NodeId node;
    private final InstantSource clock;
    private volatile @Nullable AcceptedOrder accepted;

    /** Loads the last accepted order. */
    public OrderDesk(StateFolder state, Seed seed, NodeId node, InstantSource clock) {
        this.state = state;
        this.seed = seed;
        this.node = node;
        this.clock = clock;
        this.accepted = state.readJson(FILE, AcceptedOrder.class).orElse(null);
    }

    /** What is kept: the highest sequence, this node's place and the release wished for. */
    public record AcceptedOrder(
            long sequence, Membership membership, @Nullable DesiredRelease release) {}

    /** Accepts an order or throws its refusal; what was accepted before stays when it refuses. */
    public synchronized AcceptedOrder accept(byte[] envelope) {
        Order order = Order.open(SignedEnvelope.read(envelope), seed.fleetPublicKey());
        check(order);
        NodeAssignment part = order.assignmentOf(node)
                .orElseThrow(() -> refusal(NodeProblem.ORDER_NOT_FOR_THIS_NODE, node.value(), Map.of()));
        AcceptedOrder next = new AcceptedOrder(
                order.sequence(),
                new Membership(order.site(), order.siteName(), part.role(), part.hostName()),
                order.release());
        state.writeJson(FILE, next);
        accepted = next;
        return next;
    }

    /** The last accepted order. */
    public Optional<AcceptedOrder> accepted() {
        return Optional.ofNullable(accepted);
    }

    /** This node's place: that of the last order, else that of the seed. */
    public Optional<Membership> membership() {
        AcceptedOrder last = accepted;
        if (last != null) {
            return Optional.of(last.membership());
        }
        if (seed.siteId() == null || seed.role() == null || seed.hostName() == null) {
            return Optional.empty();
        }
        String siteName = seed.siteName() == null ? seed.siteId().value() : seed.siteName();
        return Optional.of(new Membership(seed.siteId(), siteName, seed.role(), seed.hostName()));
    }

    private void check(Order order) {
        if (!order.fleet().equals(seed.fleetId())) {
            throw refusal(
                    NodeProblem.ORDER_OTHER_FLEET,
                    order.fleet().value(),
                    Map.of("fleet", order.fleet().value(), "own", seed.fleetId().value()));
        }
        AcceptedOrder last = accepted;
        if (last != null && !last.membership().site().equals(order.site())) {
            throw refusal(
                    NodeProblem.ORDER_OTHER_SITE,
                    order.site().value(),
                    Map.of(
                            "site",
                            order.site().value(),
                            "own",
                            last.membership().site().value()));
        }
        Instant now = clock.instant();
        if (now.toEpochMilli() >= order.expiresMs()) {
            throw refusal(
                    NodeProblem.ORDER_EXPIRED,
                    String.valueOf(order.sequence()),
                    Map.of("expired", Instant.ofEpochMilli(order.expiresMs()).toString(), "now", now.toString()));
        }
        if (last != null && order.sequence() <= last.sequence()) {
            throw refusal(
                    NodeProblem.ORDER_REPLAYED,
                    String.valueOf(order.sequence()),
                    Map.of("sequence", String.valueOf(order.sequence()), "highest", String.valueOf(last.sequence())));
        }
    }

    private static ProtocolException refusal(NodeProblem problem, String element, Map<String, String> arguments) {
        return new ProtocolException(problem, "order", element, arguments);
    }
}
