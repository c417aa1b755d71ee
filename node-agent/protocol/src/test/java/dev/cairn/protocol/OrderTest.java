package dev.cairn.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class OrderTest {
    private final FleetKey key = FleetKey.generate();
    private final Order order = new Order(
            Order.FORMAT,
            new FleetId("fleet"),
            new SiteId("site"),
            "Pumping station \u00e4",
            7,
            1_000,
            2_000,
            List.of(new NodeAssignment(new NodeId("n1"), NodeRole.SERVER, "pump-1")),
            new DesiredRelease("a".repeat(64), "b".repeat(64), "1.2.0", 60, false, 7L, 5L),
            new Revocations(List.of(3L), List.of()));

    @Test
    void comesBackAsItWasSigned() {
        byte[] wire = ProtocolJson.bytes(order.sign(key));
        assertThat(Order.open(SignedEnvelope.read(wire), key.publicKey())).isEqualTo(order);
    }

    @Test
    void everyChangedByteOfTheWireIsRefused() {
        byte[] wire = ProtocolJson.bytes(order.sign(key));
        for (int i = 0; i < wire.length; i++) {
            byte[] changed = wire.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> Order.open(SignedEnvelope.read(changed), key.publicKey()))
                    .as("byte %d", i)
                    .isInstanceOf(ProtocolException.class);
        }
    }

    @Test
    void anotherKeyIsABadSignature() {
        SignedEnvelope envelope = order.sign(FleetKey.generate());
        refuses(NodeProblem.ORDER_BAD_SIGNATURE, () -> Order.open(envelope, key.publicKey()));
    }

    @Test
    void anEmptySignatureIsABadSignature() {
        SignedEnvelope signed = order.sign(key);
        SignedEnvelope unsigned = new SignedEnvelope(signed.payload(), signed.keyId(), "");
        refuses(NodeProblem.ORDER_BAD_SIGNATURE, () -> Order.open(unsigned, key.publicKey()));
    }

    @Test
    void theSignatureIsCheckedBeforeThePayloadIsParsed() {
        byte[] nonsense = "not JSON".getBytes(StandardCharsets.UTF_8);
        refuses(
                NodeProblem.ORDER_BAD_SIGNATURE,
                () -> Order.open(SignedEnvelope.sign(FleetKey.generate(), nonsense), key.publicKey()));
        refuses(NodeProblem.ORDER_MALFORMED, () -> Order.open(SignedEnvelope.sign(key, nonsense), key.publicKey()));
    }

    @Test
    void deepAndDoubledAndUnknownAndLargeInputIsRefused() {
        refusesPayload("[".repeat(100_000));
        refusesPayload("{\"format\":\"cairn-order-1\",\"format\":\"cairn-order-1\"}");
        refusesPayload("{\"format\":\"cairn-order-2\"}");
        refusesPayload("{\"surprise\":1}");
        refusesPayload("null");
        refuses(NodeProblem.ORDER_TOO_LARGE, () -> SignedEnvelope.read(new byte[Order.MOST_BYTES + 1]));
    }

    private void refusesPayload(String payload) {
        SignedEnvelope envelope = SignedEnvelope.sign(key, payload.getBytes(StandardCharsets.UTF_8));
        refuses(NodeProblem.ORDER_MALFORMED, () -> Order.open(envelope, key.publicKey()));
    }

    private static void refuses(NodeProblem problem, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(problem));
    }
}
