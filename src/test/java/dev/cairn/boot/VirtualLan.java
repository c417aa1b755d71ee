package dev.cairn.boot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A LAN without a DHCP server: a bridge in a network namespace of its own, where the laptop has a link-local address (RFC
 * 3927) and every virtual machine a tap. Nothing of it reaches this machine's own network.
 */
final class VirtualLan implements AutoCloseable {
    static final String LAPTOP = "169.254.1.1";

    private final String namespace;
    private final List<LanStation> stations = new ArrayList<>();
    private int taps;

    private VirtualLan(String name) {
        this.namespace = "cairn-" + name + "-" + ProcessHandle.current().pid();
    }

    /** @param name tells the LANs of one process apart */
    static VirtualLan open(String name) {
        Tool.requireRoot();
        Tool.require("ip", "iproute2");
        if (!Files.exists(Path.of("/dev/net/tun"))) {
            throw new AssertionError("/dev/net/tun is missing: the kernel has no tun module");
        }
        VirtualLan lan = new VirtualLan(name);
        Tool.run("ip", "netns", "add", lan.namespace);
        lan.inside("ip", "link", "set", "lo", "up");
        lan.inside("ip", "link", "add", "lan0", "type", "bridge", "forward_delay", "0", "mcast_snooping", "0");
        lan.inside("ip", "address", "add", LAPTOP + "/16", "brd", "+", "dev", "lan0");
        lan.inside("ip", "link", "set", "lan0", "up");
        lan.inside("ip", "route", "add", "multicast", "224.0.0.0/4", "dev", "lan0");
        return lan;
    }

    /** Plugs a cable into the switch; returns the name of the tap for QEMU. */
    String plug() {
        String tap = "tap" + taps++;
        inside("ip", "tuntap", "add", "dev", tap, "mode", "tap");
        inside("ip", "link", "set", tap, "master", "lan0", "up");
        return tap;
    }

    /** A further computer in a namespace of its own, with a cable to the switch that is not plugged in yet. */
    LanStation station(String name, String address) {
        LanStation station = new LanStation(namespace, namespace + "-" + name, "to-" + name);
        stations.add(station);
        station.open(address);
        return station;
    }

    /** The command as it runs on this LAN. */
    List<String> command(List<String> command) {
        return LanStation.command(namespace, command);
    }

    String namespace() {
        return namespace;
    }

    private void inside(String... command) {
        Tool.run(command(List.of(command)).toArray(String[]::new));
    }

    @Override
    public void close() {
        stations.forEach(LanStation::close);
        Tool.run("ip", "netns", "delete", namespace);
    }
}
