package dev.cairn.app.adapter.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cairn.app.domain.library.Batch;
import dev.cairn.app.domain.link.BeaconSighting;
import dev.cairn.app.domain.link.RejectedBeacon;
import dev.cairn.protocol.Beacon;
import dev.cairn.protocol.BeaconCodec;
import dev.cairn.protocol.NodeId;
import dev.cairn.protocol.NodeState;
import dev.cairn.protocol.SiteKeys;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

final class UdpBeaconListenerTest {
    private static final byte[] SECRET = new byte[32];
    private static final String FINGERPRINT = "A".repeat(43);

    @Test
    void hearsItsOwnNodesAndReportsEachStrangerOnce() throws Exception {
        int port = freePort();
        Batch batch = new Batch("b", Base64.getEncoder().encodeToString(SECRET), Instant.EPOCH);
        BeaconJudge judge = new BeaconJudge(() -> Optional.of(List.of(batch)), InstantSource.system());
        UdpBeaconListener listener = new UdpBeaconListener(port, null, judge);
        List<BeaconSighting> heard = new CopyOnWriteArrayList<>();
        List<RejectedBeacon> rejected = new CopyOnWriteArrayList<>();
        BeaconCodec own = new BeaconCodec(SiteKeys.beaconKey(SECRET));
        byte[] otherSecret = new byte[32];
        otherSecret[0] = 1;
        BeaconCodec other = new BeaconCodec(SiteKeys.beaconKey(otherSecret));
        try (var listening = listener.listen(heard::add, rejected::add);
                DatagramSocket socket = new DatagramSocket()) {
            assertThat(listening).isNotNull();
            send(socket, port, other.encode(beacon(1)));
            send(socket, port, new byte[] {1, 2, 3});
            send(socket, port, new byte[2000]);
            byte[] forged = own.encode(beacon(2));
            forged[forged.length - 2] ^= 1;
            send(socket, port, forged);
            send(socket, port, own.encode(beacon(5)));
            send(socket, port, own.encode(beacon(5)));
            send(socket, port, own.encode(beacon(4)));
            send(socket, port, own.encode(beacon(6)));
            await().atMost(Duration.ofMinutes(2)).until(() -> heard.size() == 2);
        }
        assertThat(heard).allSatisfy(sighting -> {
            assertThat(sighting.hostKey()).isEqualTo("SHA256:" + FINGERPRINT);
            assertThat(sighting.host()).isEqualTo("127.0.0.1");
            assertThat(sighting.sshPort()).isEqualTo(7022);
        });
        assertThat(listener.rejectedCount()).isEqualTo(4);
        assertThat(rejected).extracting(RejectedBeacon::host).containsExactly("127.0.0.1");
    }

    @Test
    void forgetsStrangersRatherThanFillTheMemory() {
        BeaconJudge judge = new BeaconJudge(() -> Optional.of(List.of()), InstantSource.system());
        for (int i = 0; i < 5_000; i++) {
            judge.judge(new byte[] {1}, "10.0.0." + i);
        }
        assertThat(judge.rememberedSources()).isLessThanOrEqualTo(256);
    }

    private static Beacon beacon(long counter) {
        return new Beacon(
                new NodeId("node-1"),
                null,
                null,
                NodeState.DISCOVERED,
                7022,
                FINGERPRINT,
                "boot-1",
                counter,
                null,
                null,
                null);
    }

    private static void send(DatagramSocket socket, int port, byte[] datagram) throws Exception {
        socket.send(new DatagramPacket(datagram, datagram.length, InetAddress.getByName("127.0.0.1"), port));
    }

    private static int freePort() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
