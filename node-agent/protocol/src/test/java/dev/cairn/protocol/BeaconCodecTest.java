package dev.cairn.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BeaconCodecTest {
    private static final Beacon LONGEST = new Beacon(
            NodeId.random(),
            new SiteId("s".repeat(64)),
            NodeRole.SERVER,
            NodeState.PROVISIONED,
            65_535,
            "A".repeat(43),
            "0".repeat(36),
            Long.MAX_VALUE,
            "f".repeat(16),
            UpdatePhase.ROLL_BACK,
            Long.MAX_VALUE);

    private final BeaconCodec codec = new BeaconCodec(new byte[32]);

    @Test
    void theLongestBeaconFitsAndComesBack() {
        byte[] datagram = codec.encode(LONGEST);
        assertThat(datagram.length).isLessThanOrEqualTo(BeaconCodec.MOST_BYTES);
        assertThat(codec.decode(datagram)).isEqualTo(LONGEST);
    }

    @Test
    void everyChangedByteIsRefused() {
        byte[] datagram = codec.encode(LONGEST);
        for (int i = 0; i < datagram.length; i++) {
            byte[] changed = datagram.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> codec.decode(changed)).isInstanceOf(ProtocolException.class);
        }
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] datagram = codec.encode(LONGEST);
        for (int length = 0; length < datagram.length; length++) {
            byte[] cut = Arrays.copyOf(datagram, length);
            assertThatThrownBy(() -> codec.decode(cut)).isInstanceOf(ProtocolException.class);
        }
    }

    @Test
    void anotherBatchIsNamedAsWrongKey() {
        byte[] otherKey = new byte[32];
        otherKey[0] = 1;
        byte[] datagram = new BeaconCodec(otherKey).encode(LONGEST);
        assertThatThrownBy(() -> codec.decode(datagram))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(NodeProblem.BEACON_WRONG_KEY));
        assertThat(codec.isOfThisKey(datagram)).isFalse();
    }

    @Test
    void anAnswerIsNeverLongerThanItsProbe() {
        byte[] probe = codec.encodeProbe(42);
        assertThat(codec.isProbe(probe)).isTrue();
        assertThat(codec.encode(LONGEST).length).isLessThanOrEqualTo(probe.length);
        assertThat(codec.isProbe(Arrays.copyOf(probe, probe.length - 1))).isFalse();
        probe[100] ^= 1;
        assertThat(codec.isProbe(probe)).isFalse();
    }

    @Test
    void aBeaconIsNotAProbeAndAProbeIsNotABeacon() {
        assertThat(codec.isProbe(codec.encode(LONGEST))).isFalse();
        assertThatThrownBy(() -> codec.decode(codec.encodeProbe(1))).isInstanceOf(ProtocolException.class);
    }
}
