package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.Translation;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.fleet.Fleet;
import dev.cairn.app.domain.fleet.IssuedLoginRepository;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.NodeRepository;
import dev.cairn.app.domain.fleet.NodeState;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.ServerRules;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.order.OrderRepository;
import dev.cairn.app.domain.order.SiteOrder;
import dev.cairn.app.usecase.fleet.FleetSigning;
import dev.cairn.protocol.CanonicalJson;
import dev.cairn.protocol.ClusterRestore;
import dev.cairn.protocol.DesiredRelease;
import dev.cairn.protocol.FleetId;
import dev.cairn.protocol.FleetPublicKey;
import dev.cairn.protocol.NodeAssignment;
import dev.cairn.protocol.NodeRole;
import dev.cairn.protocol.Order;
import dev.cairn.protocol.Revocations;
import dev.cairn.protocol.SignedEnvelope;
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
        List<NodeAssignment> assigned = assigned(site);
        Revocations revoked = logins.revoked();
        return transactions.inOne(() -> {
            Optional<SiteOrder> latest = orders.latest(site.id());
            @Nullable
            ClusterRestore restore = last(fleet, latest).map(Order::restore).orElse(null);
            String content = content(site, assigned, release, revoked, restore);
            Instant now = clock.instant();
            boolean holds = latest.isPresent()
                    && latest.get().content().equals(content)
                    && now.plus(times.orderLife().dividedBy(2))
                            .isBefore(latest.get().expiresAt());
            return holds ? latest.get() : issue(fleet, site, assigned, release, revoked, restore, content, now, latest);
        });
    }

    /** The order in force, or with {@code again} and a release a new one, by which nodes try once more what failed there before. */
    SiteOrder of(Fleet fleet, Site site, Optional<DesiredRelease> release, boolean again) {
        return again && release.isPresent()
                ? retrying(fleet, site, release.get())
                : current(fleet, site, release.orElse(null));
    }

    private SiteOrder retrying(Fleet fleet, Site site, DesiredRelease release) {
        return again(fleet, site, Optional.of(release.retrying(true)), (sequence, before) -> before);
    }

    /** An order that sends the cluster back to a snapshot of one of its servers, and asks for all else that the last one did. */
    SiteOrder restoring(Fleet fleet, Site site, NodeId node, String snapshot) {
        return again(
                fleet,
                site,
                Optional.empty(),
                (sequence, before) ->
                        new ClusterRestore(new dev.cairn.protocol.NodeId(node.value()), snapshot, sequence));
    }

    /** An order without the restore that nobody took, in place of the last one. */
    SiteOrder withdrawing(Fleet fleet, Site site) {
        List<SiteOrder> all = orders.ofSite(site.id());
        Optional<SiteOrder> earlier = all.size() < 2 ? Optional.empty() : Optional.of(all.get(1));
        @Nullable
        ClusterRestore restore = last(fleet, earlier).map(Order::restore).orElse(null);
        return again(fleet, site, Optional.empty(), (sequence, before) -> restore);
    }

    private interface Restoring {
        @Nullable
        ClusterRestore of(long sequence, @Nullable ClusterRestore before);
    }

    /** A new order that asks for all that the last one did but for what is given; without {@code wanted} nothing is tried again by it. */
    private SiteOrder again(Fleet fleet, Site site, Optional<DesiredRelease> wanted, Restoring restoring) {
        List<NodeAssignment> assigned = assigned(site);
        Revocations revoked = logins.revoked();
        return transactions.inOne(() -> {
            Optional<SiteOrder> latest = orders.latest(site.id());
            Optional<Order> before = last(fleet, latest);
            @Nullable
            DesiredRelease release = wanted.or(() -> before.map(Order::release).map(last -> last.retrying(false)))
                    .orElse(null);
            long sequence = latest.map(SiteOrder::sequence).orElse(0L) + 1;
            @Nullable
            ClusterRestore restore =
                    restoring.of(sequence, before.map(Order::restore).orElse(null));
            String content = content(site, assigned, release, revoked, restore);
            return issue(fleet, site, assigned, release, revoked, restore, content, clock.instant(), latest);
        });
    }

    private List<NodeAssignment> assigned(Site site) {
        return ServerRules.inOrder(nodes.ofSite(site.id())).stream()
                .filter(node -> node.state() != NodeState.RETIRED)
                .map(IssueOrder::assignment)
                .toList();
    }

    /** What was issued, from what was signed. */
    private static Optional<Order> last(Fleet fleet, Optional<SiteOrder> issued) {
        return issued.map(order -> Translation.of(() -> Order.open(
                SignedEnvelope.read(order.envelope().getBytes(StandardCharsets.UTF_8)),
                new FleetPublicKey(fleet.publicKey()))));
    }

    private SiteOrder issue(
            Fleet fleet,
            Site site,
            List<NodeAssignment> assigned,
            @Nullable DesiredRelease release,
            Revocations revoked,
            @Nullable ClusterRestore restore,
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
                revoked.equals(Revocations.NONE) ? null : revoked,
                restore);
        SiteOrder issued = new SiteOrder(
                site.id(), sequence, site.desiredRelease(), content, signing.envelope(fleet, order), now, expires);
        orders.add(issued);
        activity.add("order.issued", site.name(), "sequence", sequence, "nodes", assigned.size());
        return issued;
    }

    private static String content(
            Site site,
            List<NodeAssignment> assigned,
            @Nullable DesiredRelease release,
            Revocations revoked,
            @Nullable ClusterRestore restore) {
        Map<String, Object> parts = new HashMap<>(Map.of("site", site.name(), "nodes", assigned));
        if (release != null) {
            // That it is tried again is no reason for a new order after this one.
            parts.put("release", release.retrying(false));
        }
        if (!revoked.equals(Revocations.NONE)) {
            parts.put("revoked", revoked);
        }
        if (restore != null) {
            parts.put("restore", restore);
        }
        return new String(CanonicalJson.bytes(parts), StandardCharsets.UTF_8);
    }

    private static NodeAssignment assignment(Node node) {
        NodeRole role = node.role() == Role.SERVER ? NodeRole.SERVER : NodeRole.AGENT;
        return new NodeAssignment(new dev.cairn.protocol.NodeId(node.id().value()), role, node.label());
    }
}
