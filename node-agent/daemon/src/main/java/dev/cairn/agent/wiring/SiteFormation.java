package dev.cairn.agent.wiring;

import dev.cairn.agent.beacon.NoticeExchange;
import dev.cairn.agent.formation.Formation;
import dev.cairn.agent.formation.FormationStore;
import dev.cairn.agent.formation.FormationTimes;
import dev.cairn.agent.formation.NeighbourTable;
import dev.cairn.agent.formation.Wishes;
import dev.cairn.agent.identity.Membership;
import dev.cairn.agent.identity.NodeIdentity;
import dev.cairn.agent.kubernetes.ClusterDriver;
import dev.cairn.agent.kubernetes.ClusterPlace;
import dev.cairn.agent.kubernetes.ClusterRestoring;
import dev.cairn.agent.kubernetes.ClusterSnapshots;
import dev.cairn.agent.linux.FdatasyncProbe;
import dev.cairn.agent.order.OrderDesk;
import dev.cairn.agent.restore.RestoreMachine;
import dev.cairn.agent.slot.Machine;
import dev.cairn.agent.state.StateFolder;
import dev.cairn.agent.telemetry.EventLog;
import dev.cairn.protocol.ClusterNotice;
import dev.cairn.protocol.ClusterNoticeCodec;
import dev.cairn.protocol.ClusterRestore;
import dev.cairn.protocol.ClusterStatus;
import dev.cairn.protocol.NodeRole;
import dev.cairn.protocol.RestoreStatus;
import dev.cairn.protocol.Seed;
import dev.cairn.protocol.SiteId;
import dev.cairn.protocol.SiteKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Formation on this node: what people want of it put together from order and seed, and the exchange with its neighbours. Thread-safe. */
final class SiteFormation {
    private static final int CLUSTER_ID_BYTES = 8;

    private final Seed seed;
    private final NodeIdentity identity;
    private final OrderDesk orders;
    private final BooleanSupplier hasKubernetes;
    private final int voters;
    private final LongSupplier ticks;
    private final NeighbourTable neighbours;
    private final Formation formation;
    private final RestoreMachine restore;
    private final SecureRandom random = new SecureRandom();

    /** The ports to the cluster on this machine. */
    record Cluster(ClusterDriver driver, ClusterRestoring restoring, ClusterSnapshots snapshots) {}

    /** {@code measured} is a folder on the disk that would hold the cluster's database. */
    SiteFormation(
            Seed seed,
            NodeIdentity identity,
            Machine machine,
            String machineId,
            OrderDesk orders,
            Cluster cluster,
            BooleanSupplier hasKubernetes,
            int voters,
            StateFolder state,
            Path measured,
            EventLog events,
            InstantSource clock) {
        this.seed = seed;
        this.identity = identity;
        this.orders = orders;
        this.hasKubernetes = hasKubernetes;
        this.voters = voters;
        // Counts on when people set the clock.
        this.ticks = () -> System.nanoTime() / 1_000_000;
        this.neighbours = new NeighbourTable(identity.node(), machine.bootId());
        this.formation = new Formation(new Formation.Parts(
                identity.node(),
                machineId.isEmpty() ? null : ClusterNotice.tag(machineId),
                machine.bootId(),
                neighbours,
                cluster.driver(),
                new FdatasyncProbe(measured),
                FormationStore.in(state),
                this::wishes,
                events,
                ticks,
                clock,
                this::newId,
                FormationTimes.DEFAULT));
        this.restore = new RestoreMachine(new RestoreMachine.Parts(
                identity.node(),
                orders::restore,
                this::placeInCluster,
                cluster.driver(),
                cluster.restoring(),
                cluster.snapshots(),
                state,
                events,
                ticks,
                clock));
    }

    /** While the cluster goes back to a snapshot nothing else is done with it. */
    Duration turn() {
        return restore.step() ? FormationTimes.DEFAULT.quick() : formation.turn();
    }

    RestoreStatus restoreStatus() {
        return restore.status();
    }

    private Optional<ClusterPlace> placeInCluster() {
        return site().map(site -> new ClusterPlace(site, formation.nodeName().orElseGet(this::hostName), keys(site)));
    }

    ClusterStatus status() {
        return formation.status();
    }

    /** Tells and hears from now on. */
    NoticeExchange exchange() throws IOException {
        return NoticeExchange.start(
                () -> site().map(site -> new ClusterNoticeCodec(keys(site))),
                formation::notice,
                (notice, address) -> neighbours.hear(notice, address, ticks.getAsLong()),
                formation::noticeInterval);
    }

    /** The node's place as formation made it: its name and role in the cluster; nothing while it has no role. */
    Optional<Membership> membership() {
        NodeRole role = formation.status().role();
        return role == null
                ? Optional.empty()
                : site().map(site -> new Membership(
                        site, siteName(site), role, formation.nodeName().orElseGet(this::hostName)));
    }

    /** The site by order, else that of the seed. */
    Optional<SiteId> site() {
        return orders.membership().map(Membership::site).or(() -> Optional.ofNullable(seed.siteId()));
    }

    String siteName(SiteId site) {
        return orders.membership()
                .map(Membership::siteName)
                .orElseGet(() -> Objects.requireNonNullElse(seed.siteName(), site.value()));
    }

    private String hostName() {
        return orders.hostName().orElseGet(identity::defaultHostName);
    }

    private Wishes wishes() {
        ClusterPlace place = hasKubernetes.getAsBoolean()
                ? site().map(site -> new ClusterPlace(site, hostName(), keys(site)))
                        .orElse(null)
                : null;
        boolean eligible = seed.role() != NodeRole.AGENT || !orders.servers().isEmpty();
        return new Wishes(
                place,
                eligible,
                voters,
                orders.servers(),
                orders.restore().map(ClusterRestore::node).orElse(null));
    }

    private SiteKeys keys(SiteId site) {
        return SiteKeys.of(seed.secretBytes(), site);
    }

    private String newId() {
        byte[] id = new byte[CLUSTER_ID_BYTES];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
