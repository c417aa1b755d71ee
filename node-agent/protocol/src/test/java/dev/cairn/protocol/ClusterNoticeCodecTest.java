package dev.cairn.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class ClusterNoticeCodecTest {
    private static final ClusterNotice LONGEST = new ClusterNotice(
            NodeId.random(),
            "n".repeat(63),
            "0".repeat(8),
            "0".repeat(36),
            Long.MAX_VALUE,
            FormationPhase.PROMOTING,
            "f".repeat(16),
            false,
            false,
            DiskFitness.UNKNOWN,
            Collections.nCopies(6, "0".repeat(8)),
            1_000_000,
            "0".repeat(8),
            NodeProblem.CLUSTER_TWO);

    private final ClusterNoticeCodec codec = codec("berth-7");

    @Test
    void theLongestNoticeFitsAndComesBack() {
        byte[] datagram = codec.encode(LONGEST);
        assertThat(datagram.length).isLessThanOrEqualTo(ClusterNoticeCodec.MOST_BYTES);
        assertThat(codec.decode(datagram)).contains(LONGEST);
    }

    @Test
    void everyChangedByteAndEveryTruncationIsPassedOver() {
        byte[] datagram = codec.encode(LONGEST);
        for (int i = 0; i < datagram.length; i++) {
            byte[] changed = datagram.clone();
            changed[i] ^= 1;
            assertThat(codec.decode(changed)).isEmpty();
            assertThat(codec.decode(Arrays.copyOf(datagram, i))).isEmpty();
        }
    }

    @Test
    void anotherSitesNoticeIsPassedOver() {
        assertThat(codec("berth-8").decode(codec.encode(LONGEST))).isEmpty();
    }

    @Test
    void aNoticeIsNoBeacon() {
        BeaconCodec beacons = new BeaconCodec(SiteKeys.beaconKey(new byte[32]));
        assertThat(beacons.isOfThisKey(codec.encode(LONGEST))).isFalse();
    }

    private static ClusterNoticeCodec codec(String site) {
        return new ClusterNoticeCodec(SiteKeys.of(new byte[32], new SiteId(site)));
    }
}
