package dev.cairn.app.adapter.discovery;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Subscription;
import dev.cairn.app.domain.link.BeaconListener;
import dev.cairn.app.domain.link.BeaconSighting;
import dev.cairn.app.domain.link.RejectedBeacon;
import dev.cairn.protocol.BeaconCodec;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears beacons by multicast, broadcast and unicast on one UDP port; see architecture.md, Beacon. */
public final class UdpBeaconListener implements BeaconListener {
    private static final Logger LOG = LoggerFactory.getLogger(UdpBeaconListener.class);

    private final int port;
    private final @Nullable NetworkInterface only;
    private final BeaconJudge judge;
    private final AtomicLong rejections = new AtomicLong();

    /** {@code only} is the one network interface to join the multicast group on, or null for all. */
    public UdpBeaconListener(int port, @Nullable NetworkInterface only, BeaconJudge judge) {
        this.port = port;
        this.only = only;
        this.judge = judge;
    }

    @Override
    public long rejectedCount() {
        return rejections.get();
    }

    @Override
    @SuppressWarnings("resource") // the subscription closes it
    public Subscription listen(Consumer<BeaconSighting> heard, Consumer<RejectedBeacon> rejected) {
        try {
            MulticastSocket socket = open();
            Thread.ofVirtual().name("beacons").start(() -> receive(socket, heard, rejected));
            probe(socket);
            return socket::close;
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.of(
                            AppProblem.BEACON_PORT_TAKEN,
                            "listen",
                            "UDP " + port,
                            "reason",
                            String.valueOf(e.getMessage())),
                    e);
        }
    }

    private MulticastSocket open() throws IOException {
        MulticastSocket socket = new MulticastSocket(null);
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
            InetSocketAddress group = new InetSocketAddress(InetAddress.getByName(BeaconCodec.MULTICAST), port);
            for (NetworkInterface network : interfaces()) {
                join(socket, group, network);
            }
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private List<NetworkInterface> interfaces() throws SocketException {
        return only == null ? NetworkInterface.networkInterfaces().toList() : List.of(only);
    }

    private static void join(MulticastSocket socket, InetSocketAddress group, NetworkInterface network) {
        try {
            if (network.isUp() && network.supportsMulticast()) {
                socket.joinGroup(group, network);
            }
        } catch (IOException e) {
            LOG.debug("no multicast on {}: {}", network.getName(), e.getMessage());
        }
    }

    /** Asks the nodes that are there already; those that do not hear it beacon by themselves soon. */
    private void probe(MulticastSocket socket) throws IOException {
        InetAddress group = InetAddress.getByName(BeaconCodec.MULTICAST);
        for (byte[] datagram : judge.probes()) {
            for (NetworkInterface network : interfaces()) {
                try {
                    if (network.isUp() && network.supportsMulticast()) {
                        socket.setNetworkInterface(network);
                        socket.send(new DatagramPacket(datagram, datagram.length, group, port));
                    }
                } catch (IOException e) {
                    LOG.debug("no probe on {}: {}", network.getName(), e.getMessage());
                }
            }
        }
    }

    private void receive(MulticastSocket socket, Consumer<BeaconSighting> heard, Consumer<RejectedBeacon> rejected) {
        // One byte more than allowed shows that a datagram was too long.
        byte[] buffer = new byte[BeaconCodec.MOST_BYTES + 1];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                byte[] datagram = Arrays.copyOf(packet.getData(), packet.getLength());
                deliver(datagram, packet.getAddress().getHostAddress(), heard, rejected);
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    LOG.warn("a beacon could not be received: {}", e.getMessage());
                }
            } catch (RuntimeException e) {
                LOG.error("a beacon could not be recorded", e);
            }
        }
    }

    private void deliver(
            byte[] datagram, String host, Consumer<BeaconSighting> heard, Consumer<RejectedBeacon> rejected) {
        switch (judge.judge(datagram, host)) {
            case BeaconJudge.Verdict.Heard(BeaconSighting sighting) -> heard.accept(sighting);
            case BeaconJudge.Verdict.Rejected(RejectedBeacon beacon, boolean firstOfSource) -> {
                rejections.incrementAndGet();
                if (firstOfSource) {
                    rejected.accept(beacon);
                }
            }
            case BeaconJudge.Verdict.Ignored() -> LOG.trace("ignored a datagram from {}", host);
        }
    }
}
