package dev.cairn.agent.beacon;

import dev.cairn.agent.lane.Lane;
import dev.cairn.protocol.Beacon;
import dev.cairn.protocol.BeaconCodec;
import dev.cairn.protocol.ProtocolException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends beacons with jitter, hears those of others, and answers authenticated probes, at most {@value #MOST_ANSWERS} between two beacons; an answer is
 * never longer than the probe. One lane sends, one thread listens.
 */
public final class Beaconing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Beaconing.class);
    private static final int MOST_ANSWERS = 20;

    private final BeaconCodec codec;
    private final LongFunction<Beacon> content;
    private final BeaconTargets targets;
    private final Duration interval;
    private final DatagramChannel channel;
    private final BiConsumer<Beacon, InetAddress> heard;
    private final Set<String> joined = new HashSet<>();
    private final Lane lane;
    private long counter;
    private int answers;

    private Beaconing(
            BeaconCodec codec,
            LongFunction<Beacon> content,
            BeaconTargets targets,
            Duration interval,
            DatagramChannel channel,
            BiConsumer<Beacon, InetAddress> heard) {
        this.codec = codec;
        this.content = content;
        this.targets = targets;
        this.interval = interval;
        this.channel = channel;
        this.heard = heard;
        Thread.ofVirtual().name("beacon-probes").start(this::listen);
        this.lane = Lane.start("beacon", this::send);
    }

    /**
     * Opens a socket and starts.
     *
     * @param content makes the beacon of a counter
     * @param from the address to listen at where the targets are fixed; port 0 for any
     * @param heard is told of each authentic beacon and where it came from, this node's own too, on the listening thread
     */
    public static Beaconing start(
            BeaconCodec codec,
            LongFunction<Beacon> content,
            BeaconTargets targets,
            Duration interval,
            InetSocketAddress from,
            BiConsumer<Beacon, InetAddress> heard)
            throws IOException {
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        channel.setOption(StandardSocketOptions.SO_BROADCAST, true);
        channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 1);
        try {
            channel.bind(targets.areFixed() ? from : new InetSocketAddress(BeaconCodec.PORT));
        } catch (SocketException taken) {
            LOG.warn("port {} is taken, so probes are not heard: {}", BeaconCodec.PORT, taken.getMessage());
            channel.bind(null);
        }
        return new Beaconing(codec, content, targets, interval, channel, heard);
    }

    /** Sends a beacon soon, since something changed. */
    public void wake() {
        lane.wake();
    }

    @Override
    public void close() {
        lane.close();
        try {
            channel.close();
        } catch (IOException refused) {
            LOG.debug("the beacon socket could not be closed", refused);
        }
    }

    private Duration send() {
        byte[] datagram = nextDatagram();
        join();
        for (BeaconTargets.Target target : targets.now()) {
            try {
                synchronized (channel) {
                    if (target.through() != null) {
                        channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, target.through());
                    }
                    channel.send(ByteBuffer.wrap(datagram), target.address());
                }
            } catch (IOException unreachable) {
                LOG.debug("no beacon to {}: {}", target.address(), unreachable.getMessage());
            }
        }
        long millis = interval.toMillis();
        return Duration.ofMillis(millis * 3 / 4 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    }

    private synchronized byte[] nextDatagram() {
        answers = 0;
        return oneMore();
    }

    private synchronized boolean mayAnswer() {
        return ++answers <= MOST_ANSWERS;
    }

    /** Interfaces come up late, so membership is looked after with every beacon. */
    private void join() {
        if (targets.areFixed()) {
            return;
        }
        try {
            InetAddress group = InetAddress.getByName(BeaconCodec.MULTICAST);
            for (NetworkInterface nic : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (nic.isUp() && !nic.isLoopback() && nic.supportsMulticast() && joined.add(nic.getName())) {
                    channel.join(group, nic);
                }
            }
        } catch (IOException refused) {
            LOG.debug("cannot join the multicast group: {}", refused.getMessage());
        }
    }

    private void listen() {
        ByteBuffer buffer = ByteBuffer.allocate(BeaconCodec.MOST_BYTES + 1);
        while (channel.isOpen()) {
            try {
                buffer.clear();
                SocketAddress asker = channel.receive(buffer);
                byte[] datagram = new byte[buffer.flip().remaining()];
                buffer.get(datagram);
                if (codec.isProbe(datagram)) {
                    answer(asker);
                } else if (codec.isOfThisKey(datagram) && asker instanceof InetSocketAddress sender) {
                    heard.accept(codec.decode(datagram), sender.getAddress());
                }
            } catch (ProtocolException forged) {
                LOG.debug("no beacon: {}", forged.getMessage());
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException refused) {
                LOG.debug("a probe was not answered: {}", refused.getMessage());
                if (!Lane.pause(Duration.ofMillis(100))) {
                    return;
                }
            }
        }
    }

    private void answer(SocketAddress asker) throws IOException {
        if (mayAnswer()) {
            byte[] answer = oneMore();
            synchronized (channel) {
                channel.send(ByteBuffer.wrap(answer), asker);
            }
        }
    }

    private synchronized byte[] oneMore() {
        counter++;
        return codec.encode(content.apply(counter));
    }
}
