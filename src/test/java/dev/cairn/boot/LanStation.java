package dev.cairn.boot;

import java.util.ArrayList;
import java.util.List;

/**
 * A computer on a {@link VirtualLan} in a network namespace of its own, whose cable can be pulled. Immutable; the network is what changes.
 *
 * @param lan namespace of the switch
 * @param namespace its own
 * @param port its end of the cable at the switch
 */
record LanStation(String lan, String namespace, String port) implements AutoCloseable {
    /** A station as {@link #words} describe it, for the program that runs on it. */
    static LanStation of(String words) {
        String[] parts = words.split(",");
        return new LanStation(parts[0], parts[1], parts[2]);
    }

    /** All of it as one argument of a program. */
    String words() {
        return String.join(",", lan, namespace, port);
    }

    void open(String address) {
        Tool.run("ip", "netns", "add", namespace);
        run(lan, "ip", "link", "add", port, "type", "veth", "peer", "name", "eth0", "netns", namespace);
        run(lan, "ip", "link", "set", port, "master", "lan0");
        run(namespace, "ip", "link", "set", "lo", "up");
        run(namespace, "ip", "address", "add", address + "/16", "brd", "+", "dev", "eth0");
        run(namespace, "ip", "link", "set", "eth0", "up");
        run(namespace, "ip", "route", "add", "multicast", "224.0.0.0/4", "dev", "eth0");
    }

    /** Plugs the cable in. */
    void plugIn() {
        run(lan, "ip", "link", "set", port, "up");
    }

    /** Pulls the cable; nobody is told. */
    void pullOut() {
        run(lan, "ip", "link", "set", port, "down");
    }

    /** Words that run a command at the switch, where the taps are. */
    List<String> atTheSwitch() {
        return command(lan, List.of());
    }

    /** The command as it runs in a namespace. */
    static List<String> command(String namespace, List<String> command) {
        List<String> wrapped = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        wrapped.addAll(command);
        return wrapped;
    }

    private static void run(String namespace, String... command) {
        Tool.run(command(namespace, List.of(command)).toArray(String[]::new));
    }

    @Override
    public void close() {
        Tool.run("ip", "netns", "delete", namespace);
    }
}
