package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.fleet.Fleet;
import dev.cairn.app.domain.fleet.IssuedLoginRepository;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeRepository;
import dev.cairn.app.domain.fleet.NodeState;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.ServerRules;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.order.OrderRepository;
import dev.cairn.app.domain.order.SiteOrder;
import dev.cairn.app.usecase.fleet.FleetSigning;
import dev.cairn.protocol.CanonicalJson;
import dev.cairn.protocol.DesiredRelease;
import dev.cairn.protocol.FleetId;
import dev.cairn.protocol.NodeAssignment;
import dev.cairn.protocol.NodeRole;
import dev.cairn.protocol.Order;
import dev.cairn.protocol.Revocations;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Issues the order that a site should have now; a new one only when it says something new or the last one grows old. */
final class IssueOrder {
    private final Transactions transactions;
    private final OrderRepository orders;
    private final NodeRepository nodes;
    private final FleetSigning signing;
    private final IssuedLoginRepository logins;
    private final ActivityLog activity;
    private final InstantSource clock;
    private final SyncTimes times;

    IssueOrder(
            Transactions transactions,
            OrderRepository orders,
            NodeRepository nodes,
            FleetSigning signing,
            IssuedLoginRepository logins,
            ActivityLog activity,
            InstantSource clock,
            SyncTimes times) {
        this.transactions = transactions;
        this.orders = orders;
        this.nodes = nodes;
        this.signing = signing;
        this.logins = logins;
        this.activity = activity;
        this.clock = clock;
        this.times = times;
    }

    /** The order in force; {@code release} null when nothing about the release is to be ordered. */
    SiteOrder current(Fleet fleet, Site site, @Nullable DesiredRelease release) {
        List<NodeAssignment> assigned = ServerRules.inOrder(nodes.ofSite(site.id())).stream()
                .filter(node -> node.state() != NodeState.RETIRED)
                .map(IssueOrder::assignment)
                .toList();
        Revocations revoked = logins.revoked();
        String content = content(site, assigned, release, revoked);
        return transactions.inOne(() -> {
            Optional<SiteOrder> latest = orders.latest(site.id());
            Instant now = clock.instant();
            boolean holds = latest.isPresent()
                    && latest.get().content().equals(content)
                    && now.plus(times.orderLife().dividedBy(2))
                            .isBefore(latest.get().expiresAt());
            return holds ? latest.get() : issue(fleet, site, assigned, release, revoked, content, now, latest);
        });
    }

    private SiteOrder issue(
            Fleet fleet,
            Site site,
            List<NodeAssignment> assigned,
            @Nullable DesiredRelease release,
            Revocations revoked,
            String content,
            Instant now,
            Optional<SiteOrder> latest) {
        long sequence = latest.map(SiteOrder::sequence).orElse(0L) + 1;
        Instant expires = now.plus(times.orderLife());
        Order order = new Order(
                Order.FORMAT,
                new FleetId(fleet.id()),
                new dev.cairn.protocol.SiteId(site.id().value()),
                site.name(),
                sequence,
                now.toEpochMilli(),
                expires.toEpochMilli(),
                assigned,
                release,
                revoked.equals(Revocations.NONE) ? null : revoked);
        SiteOrder issued = new SiteOrder(
                site.id(), sequence, site.desiredRelease(), content, signing.envelope(fleet, order), now, expires);
        orders.add(issued);
        activity.add("order.issued", site.name(), "sequence", sequence, "nodes", assigned.size());
        return issued;
    }

    private static String content(
            Site site, List<NodeAssignment> assigned, @Nullable DesiredRelease release, Revocations revoked) {
        Map<String, Object> parts = new HashMap<>(Map.of("site", site.name(), "nodes", assigned));
        if (release != null) {
            parts.put("release", release);
        }
        if (!revoked.equals(Revocations.NONE)) {
            parts.put("revoked", revoked);
        }
        return new String(CanonicalJson.bytes(parts), StandardCharsets.UTF_8);
    }

    private static NodeAssignment assignment(Node node) {
        NodeRole role = node.role() == Role.SERVER ? NodeRole.SERVER : NodeRole.AGENT;
        return new NodeAssignment(new dev.cairn.protocol.NodeId(node.id().value()), role, node.label());
    }
}
