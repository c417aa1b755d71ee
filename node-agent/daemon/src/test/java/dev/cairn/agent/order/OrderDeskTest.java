package dev.cairn.agent.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.agent.state.StateFolder;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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

    @Test
    void anOrderThatCannotBeSavedIsNotAccepted() throws IOException {
        Path blocked = folder.resolve("blocked");
        Files.writeString(blocked, "a file where the folder should be");
        desk = new OrderDesk(new StateFolder(blocked), seed(), NODE, InstantSource.fixed(Instant.ofEpochMilli(NOW)));
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

    private void refuses(NodeProblem problem, byte[] wire) {
        OrderDesk.AcceptedOrder before = desk.accepted().orElse(null);
        assertThatThrownBy(() -> desk.accept(wire))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(problem));
        assertThat(desk.accepted().orElse(null)).isEqualTo(before);
    }

    private OrderDesk reopened() {
        return new OrderDesk(
                new StateFolder(folder.resolve("state")), seed(), NODE, InstantSource.fixed(Instant.ofEpochMilli(NOW)));
    }

    private Seed seed() {
        return Seed.of(fleet, key.publicKey(), "batch", new byte[32], List.of());
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
                null);
    }
}
