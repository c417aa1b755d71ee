package dev.cairn.agent.order;

import dev.cairn.agent.identity.Membership;
import dev.cairn.agent.state.StateFolder;
import dev.cairn.agent.trust.RevokedLogins;
import dev.cairn.agent.trust.TrustedTime;
import dev.cairn.protocol.ClusterRestore;
import dev.cairn.protocol.DesiredRelease;
import dev.cairn.protocol.NodeAssignment;
import dev.cairn.protocol.NodeId;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.NodeRole;
import dev.cairn.protocol.Order;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.Revocations;
import dev.cairn.protocol.Seed;
import dev.cairn.protocol.SignedEnvelope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Takes signed orders: verifies, then parses what was verified, then saves, then tells. Thread-safe; one order at a time. */
public final class OrderDesk {
    private static final String FILE = "order.json";
    private static final String ENVELOPE = "order-envelope.json";

    /** Apart from the order, which agents of older releases read strictly. */
    private static final String SERVERS_FILE = "order-servers.json";

    /** Apart from the order for the same reason. */
    private static final String RESTORE_FILE = "order-restore.json";

    /** A machine whose clock has no battery wakes up when its system was built; more than this cannot have passed since. */
    private static final Duration MOST_AHEAD = Duration.ofDays(5 * 365);

    private final StateFolder state;
    private final Seed seed;
    private final NodeId node;
    private final TrustedTime time;
    private final RevokedLogins revoked;
    private final LongSupplier floor;
    private volatile @Nullable AcceptedOrder accepted;
    private volatile OrderedServers servers;
    private volatile @Nullable ClusterRestore restore;

    /**
     * Loads the last accepted order.
     *
     * @param floor the lowest number of a release that may be ordered
     */
    public OrderDesk(
            StateFolder state, Seed seed, NodeId node, TrustedTime time, RevokedLogins revoked, LongSupplier floor) {
        this.state = state;
        this.seed = seed;
        this.node = node;
        this.time = time;
        this.revoked = revoked;
        this.floor = floor;
        this.accepted = state.readJsonOfAnyVersion(FILE, AcceptedOrder.class).orElse(null);
        this.servers =
                state.readJsonOfAnyVersion(SERVERS_FILE, OrderedServers.class).orElse(OrderedServers.NONE);
        this.restore =
                state.readJsonOfAnyVersion(RESTORE_FILE, ClusterRestore.class).orElse(null);
    }

    /**
     * What is kept: the highest sequence, this node's place and the release wished for.
     *
     * @param nodes all of the site in the order's order; null in what older agents kept
     */
    public record AcceptedOrder(
            long sequence,
            Membership membership,
            @Nullable DesiredRelease release,
            @Nullable List<NodeId> nodes) {}

    /** Who is a server by which order, in its sequence. */
    private record OrderedServers(long sequence, List<NodeAssignment> nodes) {
        static final OrderedServers NONE = new OrderedServers(0, List.of());

        static OrderedServers of(Order order) {
            return new OrderedServers(
                    order.sequence(),
                    order.nodes().stream()
                            .filter(node -> node.role() == NodeRole.SERVER)
                            .toList());
        }
    }

    /** Accepts an order or throws its refusal; what was accepted before stays when it refuses. */
    public synchronized AcceptedOrder accept(byte[] envelope) {
        Order order = Order.open(SignedEnvelope.read(envelope), seed.fleetPublicKey());
        check(order);
        checkFloor(order);
        NodeAssignment part = order.assignmentOf(node)
                .orElseThrow(() -> refusal(NodeProblem.ORDER_NOT_FOR_THIS_NODE, node.value(), Map.of()));
        AcceptedOrder next = new AcceptedOrder(
                order.sequence(),
                new Membership(order.site(), order.siteName(), part.role(), part.hostName()),
                order.release(),
                order.nodes().stream().map(NodeAssignment::node).toList());
        // First what nobody may undo: an order that is not saved is sent again.
        revoked.add(order.revoked() == null ? Revocations.NONE : order.revoked());
        state.write(ENVELOPE, envelope);
        OrderedServers named = OrderedServers.of(order);
        state.writeJson(SERVERS_FILE, named);
        ClusterRestore restored = order.restore();
        if (restored != null) {
            state.writeJson(RESTORE_FILE, restored);
        }
        state.writeJson(FILE, next);
        time.learn(order.issuedMs());
        servers = named;
        restore = restored == null ? restore : restored;
        accepted = next;
        return next;
    }

    /** The last accepted order. */
    public Optional<AcceptedOrder> accepted() {
        return Optional.ofNullable(accepted);
    }

    /** What the newest accepted order desires. */
    public Optional<DesiredRelease> release() {
        return accepted().flatMap(order -> Optional.ofNullable(order.release()));
    }

    /** The last accepted order as it was signed, for other nodes of the site. */
    public Optional<byte[]> envelope() {
        return accepted == null ? Optional.empty() : state.read(ENVELOPE);
    }

    /** Those that the last order makes servers, in its sequence; empty without an order that does. */
    public List<NodeAssignment> servers() {
        AcceptedOrder last = accepted;
        OrderedServers named = servers;
        return last == null || named.sequence() != last.sequence() ? List.of() : named.nodes();
    }

    /** The newest restore that an order asked for; an order without one takes nothing back. */
    public Optional<ClusterRestore> restore() {
        return Optional.ofNullable(restore);
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

    /** What people call this node: by the last order, else by the seed, which may name it without giving it a role. */
    public Optional<String> hostName() {
        return membership().map(Membership::hostName).or(() -> Optional.ofNullable(seed.hostName()));
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
        Instant now = time.instant();
        Instant issued = Instant.ofEpochMilli(order.issuedMs());
        if (issued.isAfter(now.plus(MOST_AHEAD))) {
            throw refusal(
                    NodeProblem.ORDER_FROM_THE_FUTURE,
                    String.valueOf(order.sequence()),
                    Map.of("issued", issued.toString(), "now", now.toString()));
        }
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

    private void checkFloor(Order order) {
        DesiredRelease release = order.release();
        if (release == null) {
            return;
        }
        long number = release.number() == null ? 0 : release.number();
        long lowest = floor.getAsLong();
        if (number < lowest) {
            throw refusal(
                    NodeProblem.ORDER_BELOW_FLOOR,
                    release.version(),
                    Map.of("number", String.valueOf(number), "floor", String.valueOf(lowest)));
        }
    }

    private static ProtocolException refusal(NodeProblem problem, String element, Map<String, String> arguments) {
        return new ProtocolException(problem, "order", element, arguments);
    }
}
