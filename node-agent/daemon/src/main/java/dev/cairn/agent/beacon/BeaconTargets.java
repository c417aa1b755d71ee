package dev.cairn.agent.beacon;

import dev.cairn.protocol.BeaconCodec;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where beacons go: the given addresses, or multicast and broadcast on every interface that is up. Thread-safe. */
public final class BeaconTargets {
    private final List<InetSocketAddress> fixed;
    private final int port;

    /** With an empty list the interfaces are looked at anew each time, since cables come and go. */
    public BeaconTargets(List<InetSocketAddress> fixed) {
        this(fixed, BeaconCodec.PORT);
    }

    private BeaconTargets(List<InetSocketAddress> fixed, int port) {
        this.fixed = List.copyOf(fixed);
        this.port = port;
    }

    /** Multicast and broadcast on every interface, to another port. */
    static BeaconTargets onPort(int port) {
        return new BeaconTargets(List.of(), port);
    }

    /** One datagram to send; {@code through} is the interface for multicast, null where the routing table decides. */
    record Target(InetSocketAddress address, @Nullable NetworkInterface through) {}

    boolean areFixed() {
        return !fixed.isEmpty();
    }

    List<Target> now() {
        if (areFixed()) {
            return fixed.stream().map(address -> new Target(address, null)).toList();
        }
        List<Target> targets = new ArrayList<>();
        try {
            InetAddress group = InetAddress.getByName(BeaconCodec.MULTICAST);
            for (NetworkInterface nic : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (nic.isUp() && !nic.isLoopback()) {
                    add(nic, group, targets);
                }
            }
        } catch (SocketException | UnknownHostException noNetwork) {
            return List.of();
        }
        return targets;
    }

    private void add(NetworkInterface nic, InetAddress group, List<Target> targets) throws SocketException {
        boolean hasAddress =
                nic.getInterfaceAddresses().stream().anyMatch(address -> address.getAddress() instanceof Inet4Address);
        if (hasAddress && nic.supportsMulticast()) {
            targets.add(new Target(new InetSocketAddress(group, port), nic));
        }
        for (InterfaceAddress address : nic.getInterfaceAddresses()) {
            if (address.getBroadcast() != null) {
                targets.add(new Target(new InetSocketAddress(address.getBroadcast(), port), null));
            }
        }
    }
}
