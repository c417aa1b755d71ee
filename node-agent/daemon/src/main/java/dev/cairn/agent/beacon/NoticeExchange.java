package dev.cairn.agent.beacon;

import dev.cairn.agent.lane.Lane;
import dev.cairn.protocol.ClusterNotice;
import dev.cairn.protocol.ClusterNoticeCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the other nodes of the site about this one, and hears them; answers nobody. One lane sends, one thread listens. */
public final class NoticeExchange implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeExchange.class);
    private static final Duration AFTER_REFUSAL = Duration.ofMillis(100);

    private final Supplier<Optional<ClusterNoticeCodec>> codec;
    private final LongFunction<Optional<ClusterNotice>> content;
    private final BiConsumer<ClusterNotice, String> heard;
    private final Supplier<Duration> interval;
    private final BeaconTargets targets = BeaconTargets.onPort(ClusterNoticeCodec.PORT);
    private final DatagramChannel channel;
    private final Set<String> joined = new HashSet<>();
    private final Lane lane;
    private long counter;

    private NoticeExchange(
            Supplier<Optional<ClusterNoticeCodec>> codec,
            LongFunction<Optional<ClusterNotice>> content,
            BiConsumer<ClusterNotice, String> heard,
            Supplier<Duration> interval,
            DatagramChannel channel) {
        this.codec = codec;
        this.content = content;
        this.heard = heard;
        this.interval = interval;
        this.channel = channel;
        Thread.ofVirtual().name("notices-heard").start(this::listen);
        this.lane = Lane.start("notices", this::send);
    }

    /**
     * Opens a socket and starts.
     *
     * @param codec of the site, nothing while the node has none
     * @param content the notice with a counter
     * @param heard takes each authentic notice and the address it came from; called on the listening thread
     * @param interval the pause after each notice
     */
    public static NoticeExchange start(
            Supplier<Optional<ClusterNoticeCodec>> codec,
            LongFunction<Optional<ClusterNotice>> content,
            BiConsumer<ClusterNotice, String> heard,
            Supplier<Duration> interval)
            throws IOException {
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        channel.setOption(StandardSocketOptions.SO_BROADCAST, true);
        channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 1);
        channel.bind(new InetSocketAddress(ClusterNoticeCodec.PORT));
        return new NoticeExchange(codec, content, heard, interval, channel);
    }

    @Override
    public void close() {
        lane.close();
        try {
            channel.close();
        } catch (IOException refused) {
            LOG.debug("the socket of the notices could not be closed", refused);
        }
    }

    private Duration send() {
        join();
        Optional<byte[]> datagram =
                codec.get().flatMap(site -> content.apply(++counter).map(site::encode));
        datagram.ifPresent(bytes -> targets.now().forEach(target -> send(bytes, target)));
        return interval.get();
    }

    private void send(byte[] datagram, BeaconTargets.Target target) {
        try {
            if (target.through() != null) {
                channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, target.through());
            }
            channel.send(ByteBuffer.wrap(datagram), target.address());
        } catch (IOException unreachable) {
            LOG.debug("no notice to {}: {}", target.address(), unreachable.getMessage());
        }
    }

    /** Interfaces come up late, so membership is looked after with every notice. */
    private void join() {
        try {
            InetAddress group = InetAddress.getByName(ClusterNoticeCodec.MULTICAST);
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
        ByteBuffer buffer = ByteBuffer.allocate(ClusterNoticeCodec.MOST_BYTES + 1);
        while (channel.isOpen()) {
            try {
                buffer.clear();
                InetSocketAddress sender = (InetSocketAddress) channel.receive(buffer);
                byte[] datagram = new byte[buffer.flip().remaining()];
                buffer.get(datagram);
                codec.get()
                        .flatMap(site -> site.decode(datagram))
                        .ifPresent(notice ->
                                heard.accept(notice, sender.getAddress().getHostAddress()));
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException refused) {
                LOG.debug("a notice was not heard: {}", refused.getMessage());
                if (!Lane.pause(AFTER_REFUSAL)) {
                    return;
                }
            }
        }
    }
}
