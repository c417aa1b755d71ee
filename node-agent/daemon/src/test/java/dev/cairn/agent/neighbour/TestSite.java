package dev.cairn.agent.neighbour;

import dev.cairn.agent.fixture.Laptop;
import dev.cairn.agent.fixture.TestBundles;
import dev.cairn.agent.played.MachineOfTests;
import dev.cairn.agent.wiring.AgentOptions;
import dev.cairn.agent.wiring.AgentWiring;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.protocol.Answers;
import dev.cairn.protocol.Beacon;
import dev.cairn.protocol.BeaconCodec;
import dev.cairn.protocol.NodeAssignment;
import dev.cairn.protocol.NodeId;
import dev.cairn.protocol.NodeRole;
import dev.cairn.protocol.NodeState;
import dev.cairn.protocol.NodeStatus;
import dev.cairn.protocol.Order;
import dev.cairn.protocol.SshPublicKey;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;

/** Several whole agents in this process, each on a loopback address of its own, that hear each other's beacons. */
final class TestSite implements AutoCloseable {
    final Laptop laptop = new Laptop();
    final SlotBundle first;
    private final Path folder;
    private final List<InetAddress> hosts = new ArrayList<>();
    private final List<Integer> beaconPorts = new ArrayList<>();
    private final List<Integer> sshPorts = new ArrayList<>();
    private final List<AgentWiring> agents = new ArrayList<>();
    private final List<Integer> restarts = new CopyOnWriteArrayList<>();

    TestSite(Path folder, int nodes) throws Exception {
        this.folder = folder;
        this.first = TestBundles.build(folder.resolve("v1"), "1.0.0", "kernel", TestBundles.GOOD_K3S, 1_000);
        for (int i = 0; i < nodes; i++) {
            InetAddress host = InetAddress.getByName("127.0.0." + (40 + i));
            hosts.add(host);
            try (DatagramSocket udp = new DatagramSocket(0, host);
                    ServerSocket tcp = new ServerSocket(0, 1, host)) {
                beaconPorts.add(udp.getLocalPort());
                sshPorts.add(tcp.getLocalPort());
            }
        }
        for (int i = 0; i < nodes; i++) {
            MachineOfTests.install(machine(i), first, laptop.seed());
            agents.add(start(i));
        }
    }

    private AgentWiring start(int node) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--state",
                folder.resolve("var-" + node).toString(),
                "--machine",
                "played",
                "--machine-folder",
                machine(node).toString(),
                "--listen",
                hosts.get(node).getHostAddress() + ":" + sshPorts.get(node),
                "--beacon-port",
                String.valueOf(beaconPorts.get(node)),
                // Nobody listens there; without any address it would be the real multicast group.
                "--beacon",
                "127.0.0.1:9",
                "--beacon-ms",
                "200"));
        for (int other = 0; other < hosts.size(); other++) {
            if (other != node) {
                arguments.addAll(List.of("--beacon", hosts.get(other).getHostAddress() + ":" + beaconPorts.get(other)));
            }
        }
        return new AgentWiring(AgentOptions.parse(arguments), InstantSource.system(), code -> restarts.add(node));
    }

    /** The agent goes away, as in a restart. */
    void switchOff(int node) {
        agents.get(node).close();
    }

    void switchOn(int node) throws IOException {
        agents.set(node, start(node));
    }

    Path machine(int node) {
        return folder.resolve("machine-" + node);
    }

    /** The nodes that asked for a restart, in their order. */
    List<Integer> restarts() {
        return restarts.stream().distinct().toList();
    }

    InetSocketAddress address(int node) {
        return new InetSocketAddress(hosts.get(node), sshPorts.get(node));
    }

    NodeStatus status(int node) throws IOException {
        return laptop.run(address(node), "status", new byte[0]).as(NodeStatus.class);
    }

    /** Orders a bundle for all nodes, in the order of their numbers. */
    void order(SlotBundle bundle) throws IOException {
        List<NodeAssignment> all = new ArrayList<>();
        for (int i = 0; i < hosts.size(); i++) {
            all.add(new NodeAssignment(status(i).node(), NodeRole.SERVER, "node-" + i));
        }
        Order plain = laptop.order(all.getFirst().node(), bundle, 20);
        Order order = new Order(
                plain.format(),
                plain.fleet(),
                plain.site(),
                plain.siteName(),
                plain.sequence(),
                plain.issuedMs(),
                plain.expiresMs(),
                all,
                plain.release(),
                null);
        for (int i = 0; i < hosts.size(); i++) {
            if (laptop.run(address(i), "order", laptop.sealed(order)).exit() != 0) {
                throw new AssertionError("node " + i + " refused the order");
            }
        }
    }

    /** What another node would know of this one. */
    Neighbour neighbour(int node) throws IOException {
        SshPublicKey key = laptop.run(address(node), "certificate", new byte[0])
                .as(Answers.HostCertified.class)
                .key();
        String fingerprint = key.fingerprint();
        return new Neighbour(
                beacon(status(node).node(), fingerprint, sshPorts.get(node)), hosts.get(node), Instant.now());
    }

    /** Sends a node the authentic beacon of another node of the site with this host key. */
    void announce(int node, KeyPair hostKey) throws IOException {
        String print = KeyUtils.getFingerPrint(BuiltinDigests.sha256, hostKey.getPublic());
        byte[] datagram = BeaconCodec.of(laptop.seed()).encode(beacon(NodeId.random(), print, 1));
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(datagram, datagram.length, hosts.get(node), beaconPorts.get(node)));
        }
    }

    private Beacon beacon(NodeId node, String fingerprint, int sshPort) {
        String digest = fingerprint.substring(fingerprint.indexOf(':') + 1);
        return new Beacon(node, laptop.site, null, NodeState.ACTIVE, sshPort, digest, "boot", 1, null, null, null);
    }

    @Override
    public void close() {
        agents.forEach(AgentWiring::close);
        laptop.close();
    }
}
