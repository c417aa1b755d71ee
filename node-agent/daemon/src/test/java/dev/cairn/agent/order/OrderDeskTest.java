package dev.cairn.agent.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.agent.state.StateFolder;
import dev.cairn.agent.trust.RevokedLogins;
import dev.cairn.agent.trust.TrustedTime;
import dev.cairn.protocol.CanonicalJson;
import dev.cairn.protocol.ClusterRestore;
import dev.cairn.protocol.DesiredRelease;
import dev.cairn.protocol.FleetId;
import dev.cairn.protocol.FleetKey;
import dev.cairn.protocol.NodeAssignment;
import dev.cairn.protocol.NodeId;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.NodeRole;
import dev.cairn.protocol.Order;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.ProtocolJson;
import dev.cairn.protocol.Seed;
import dev.cairn.protocol.SignedEnvelope;
import dev.cairn.protocol.SiteId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderDeskTest {
    private static final long NOW = 1_000_000;
    private static final NodeId NODE = new NodeId("n1");

    @TempDir
    Path folder;

    private final FleetKey key = FleetKey.generate();
    private final FleetId fleet = new FleetId("fleet");
    private OrderDesk desk;
    private long floor;

    @BeforeEach
    void open() {
        desk = reopened();
        desk.accept(wire(order(fleet, "site", 5, NOW + 1, NODE)));
    }

    @Test
    void keepsTheHighestSequenceOverARestart() {
        desk = reopened();
        refuses(NodeProblem.ORDER_REPLAYED, wire(order(fleet, "site", 5, NOW + 1, NODE)));
        refuses(NodeProblem.ORDER_REPLAYED, wire(order(fleet, "site", 4, NOW + 1, NODE)));
        desk.accept(wire(order(fleet, "site", 6, NOW + 1, NODE)));
        assertThat(desk.membership().orElseThrow().hostName()).isEqualTo("pump-1");
    }

    @Test
    void refusesEachBadOrderByItsName() {
        refuses(NodeProblem.ORDER_OTHER_FLEET, wire(order(new FleetId("other"), "site", 6, NOW + 1, NODE)));
        refuses(NodeProblem.ORDER_OTHER_SITE, wire(order(fleet, "other", 6, NOW + 1, NODE)));
        refuses(NodeProblem.ORDER_EXPIRED, wire(order(fleet, "site", 6, NOW, NODE)));
        refuses(NodeProblem.ORDER_NOT_FOR_THIS_NODE, wire(order(fleet, "site", 6, NOW + 1, new NodeId("n2"))));
        refuses(NodeProblem.ORDER_TOO_LARGE, new byte[Order.MOST_BYTES + 1]);
        refuses(NodeProblem.ORDER_MALFORMED, "{}".getBytes(StandardCharsets.UTF_8));
        refuses(NodeProblem.ORDER_MALFORMED, new byte[0]);
        SignedEnvelope forged = order(fleet, "site", 6, NOW + 1, NODE).sign(FleetKey.generate());
        refuses(NodeProblem.ORDER_BAD_SIGNATURE, ProtocolJson.bytes(forged));
    }

    /** A laptop whose clock stands at 2100 may not make every certificate look expired. */
    @Test
    void anOrderYearsAheadIsRefusedAndTheTimeOfAnAcceptedOneIsTheEarliestFromThenOn() {
        long day = Duration.ofDays(1).toMillis();
        long farAhead = NOW + 6 * 366 * day;
        refuses(NodeProblem.ORDER_FROM_THE_FUTURE, wire(issued(6, farAhead, farAhead + day)));
        desk.accept(wire(issued(6, NOW + 100 * day, NOW + 200 * day)));
        desk = desk(new StateFolder(folder.resolve("state")), NOW);
        refuses(NodeProblem.ORDER_EXPIRED, wire(issued(7, NOW, NOW + 99 * day)));
        desk.accept(wire(issued(7, NOW, NOW + 101 * day)));
    }

    private Order issued(long sequence, long at, long expires) {
        return new Order(
                Order.FORMAT,
                fleet,
                new SiteId("site"),
                "Site",
                sequence,
                at,
                expires,
                List.of(new NodeAssignment(NODE, NodeRole.SERVER, "pump-1")),
                null,
                null);
    }

    @Test
    void releasesBelowTheFloorAreRefusedAndOrdersWithoutReleaseAreNot() {
        floor = 1_000;
        refuses(NodeProblem.ORDER_BELOW_FLOOR, wire(releasing(6, 999L)));
        refuses(NodeProblem.ORDER_BELOW_FLOOR, wire(releasing(6, null)));
        desk.accept(wire(releasing(6, 1_000L)));
        desk.accept(wire(order(fleet, "site", 7, NOW + 1, NODE)));
    }

    private Order releasing(long sequence, @Nullable Long number) {
        return new Order(
                Order.FORMAT,
                fleet,
                new SiteId("site"),
                "Site",
                sequence,
                0,
                NOW + 1,
                List.of(new NodeAssignment(NODE, NodeRole.SERVER, "pump-1")),
                new DesiredRelease("a".repeat(64), "b".repeat(64), "1", 30, false, number, null),
                null);
    }

    /** Later orders repeat it, and one of a laptop that knows of none takes it from nobody. */
    @Test
    void aRestoreIsKnownOverARestartAndOneThatIsMalformedRefusesItsOrder() {
        assertThat(desk.restore()).isEmpty();
        ClusterRestore wish = new ClusterRestore(NODE, "cairn-update-v1-order-3-n1-1700000000", 6);
        desk.accept(wire(restoring(6, wish)));
        desk = reopened();
        assertThat(desk.restore()).contains(wish);
        desk.accept(wire(order(fleet, "site", 7, NOW + 1, NODE)));
        assertThat(desk.restore()).contains(wish);
        assertThatThrownBy(() -> restoring(8, new ClusterRestore(NODE, "a", 9)))
                .isInstanceOf(IllegalArgumentException.class);
        for (String name : List.of("../token", "--help", "", "a/b")) {
            assertThatThrownBy(() -> new ClusterRestore(NODE, name, 1)).isInstanceOf(IllegalArgumentException.class);
        }
        byte[] good = CanonicalJson.bytes(restoring(8, wish));
        byte[] bad = new String(good, StandardCharsets.UTF_8)
                .replace("cairn-update-v1-order-3-n1-1700000000", "../../../../etc/shadow")
                .getBytes(StandardCharsets.UTF_8);
        refuses(NodeProblem.ORDER_MALFORMED, ProtocolJson.bytes(SignedEnvelope.sign(key, bad)));
        desk.accept(ProtocolJson.bytes(SignedEnvelope.sign(key, good)));
    }

    private Order restoring(long sequence, ClusterRestore wish) {
        return new Order(
                Order.FORMAT,
                fleet,
                new SiteId("site"),
                "Site",
                sequence,
                0,
                NOW + 1,
                List.of(new NodeAssignment(NODE, NodeRole.SERVER, "pump-1")),
                null,
                null,
                wish);
    }

    @Test
    void anOrderThatCannotBeSavedIsNotAccepted() throws IOException {
        Path blocked = folder.resolve("blocked");
        Files.writeString(blocked, "a file where the folder should be");
        desk = desk(new StateFolder(blocked), NOW);
        refuses(NodeProblem.STATE_UNWRITABLE, wire(order(fleet, "site", 6, NOW + 1, NODE)));
    }

    @Test
    void aDamagedFileIsSetAsideAndTheNextOrderIsTaken() throws IOException {
        Files.writeString(folder.resolve("state/order.json"), "{");
        desk = reopened();
        assertThat(desk.accepted()).isEmpty();
        desk.accept(wire(order(fleet, "site", 6, NOW + 1, NODE)));
        assertThat(folder.resolve("state/order.json.damaged")).exists();
    }

    /** As the flash line makes seeds: each drive has its name, and formation finds out its role. */
    @Test
    void theSeedNamesANodeAlsoWithoutARoleAndAnOrderNamesItAnew() {
        StateFolder fresh = new StateFolder(folder.resolve("fresh"));
        Seed named = seed().at(new SiteId("site"), "Site").named("ridge-2");
        desk = desk(fresh, NOW, named);
        assertThat(desk.membership()).isEmpty();
        assertThat(desk.hostName()).contains("ridge-2");
        desk.accept(wire(order(fleet, "site", 1, NOW + 1, NODE)));
        assertThat(desk.hostName()).contains("pump-1");
        assertThat(desk(new StateFolder(folder.resolve("nameless")), NOW).hostName())
                .isEmpty();
    }

    private void refuses(NodeProblem problem, byte[] wire) {
        OrderDesk.AcceptedOrder before = desk.accepted().orElse(null);
        assertThatThrownBy(() -> desk.accept(wire))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(problem));
        assertThat(desk.accepted().orElse(null)).isEqualTo(before);
    }

    private OrderDesk reopened() {
        return desk(new StateFolder(folder.resolve("state")), NOW);
    }

    private OrderDesk desk(StateFolder state, long now) {
        return desk(state, now, seed());
    }

    private OrderDesk desk(StateFolder state, long now, Seed seed) {
        TrustedTime time = new TrustedTime(state, InstantSource.fixed(Instant.ofEpochMilli(now)));
        return new OrderDesk(state, seed, NODE, time, new RevokedLogins(state), () -> floor);
    }

    private Seed seed() {
        return Seed.of(fleet, key.publicKey(), "batch", new byte[32]);
    }

    private byte[] wire(Order order) {
        return ProtocolJson.bytes(order.sign(key));
    }

    private static Order order(FleetId fleet, String site, long sequence, long expires, NodeId node) {
        return new Order(
                Order.FORMAT,
                fleet,
                new SiteId(site),
                "Site",
                sequence,
                0,
                expires,
                List.of(new NodeAssignment(node, NodeRole.SERVER, "pump-1")),
                null,
                null);
    }
}
