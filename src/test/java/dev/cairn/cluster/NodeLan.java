package dev.cairn.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A switch with a cable to each node: a bridge in one network namespace, each node in its own. Nothing of it reaches this machine's
 * own network.
 */
final class NodeLan implements AutoCloseable {
    /** The address of the machine at the switch, from where tests look at the nodes from outside. */
    static final String OUTSIDE = "10.77.0.254";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String name = "cnet" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
    private final List<Integer> plugged = new ArrayList<>();

    NodeLan() {
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new AssertionError("clusters in network namespaces need root: run the tests as root");
        }
        Run.now("ip", "netns", "add", name);
        outside("ip", "link", "set", "lo", "up");
        outside("ip", "link", "add", "lan0", "type", "bridge", "forward_delay", "0", "mcast_snooping", "0");
        outside("ip", "address", "add", OUTSIDE + "/24", "brd", "+", "dev", "lan0");
        outside("ip", "link", "set", "lan0", "up");
    }

    /** Gives a machine a namespace and a cable; its address ends with its number. */
    void plug(int node) {
        String namespace = namespace(node);
        Run.now("ip", "netns", "add", namespace);
        outside("ip", "link", "add", "port" + node, "type", "veth", "peer", "name", "eth0", "netns", namespace);
        outside("ip", "link", "set", "port" + node, "master", "lan0", "up");
        inside(node, "ip", "link", "set", "lo", "up");
        inside(node, "ip", "address", "add", address(node) + "/24", "brd", "+", "dev", "eth0");
        inside(node, "ip", "link", "set", "eth0", "up");
        inside(node, "ip", "route", "add", "multicast", "224.0.0.0/4", "dev", "eth0");
        plugged.add(node);
    }

    static String address(int node) {
        return "10.77.0." + node;
    }

    String namespace(int node) {
        return name + "-" + node;
    }

    /** Pulls the cable at the switch. */
    void cut(int node) {
        outside("ip", "link", "set", "port" + node, "down");
    }

    void heal(int node) {
        outside("ip", "link", "set", "port" + node, "up");
    }

    String outside(String... command) {
        return Run.now(in(name, command));
    }

    Run.Ended triedOutside(String... command) {
        return Run.tried(in(name, command));
    }

    private void inside(int node, String... command) {
        Run.now(in(namespace(node), command));
    }

    /** Ends every process of a machine at once, as a power cut does. */
    void kill(int node) {
        for (String pid : Run.now("ip", "netns", "pids", namespace(node)).split("\\s+")) {
            if (!pid.isEmpty()) {
                Run.tried("kill", "-KILL", pid);
            }
        }
    }

    static String[] in(String namespace, String... command) {
        List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        words.addAll(List.of(command));
        return words.toArray(String[]::new);
    }

    @Override
    public void close() {
        for (int node : plugged) {
            kill(node);
            Run.tried("ip", "netns", "delete", namespace(node));
        }
        Run.tried("ip", "netns", "delete", name);
    }
}
