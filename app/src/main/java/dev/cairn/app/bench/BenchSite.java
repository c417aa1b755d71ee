package dev.cairn.app.bench;

import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.link.NodeAddress;
import dev.cairn.image.Progress;
import dev.cairn.image.bake.BakeRequest;
import dev.cairn.image.bake.ImageBaker;
import dev.cairn.image.bake.PartitionSizes;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.protocol.Beacon;
import dev.cairn.protocol.BeaconCodec;
import dev.cairn.protocol.DesiredRelease;
import dev.cairn.protocol.FleetId;
import dev.cairn.protocol.FleetKey;
import dev.cairn.protocol.NodeAssignment;
import dev.cairn.protocol.NodeRole;
import dev.cairn.protocol.Order;
import dev.cairn.protocol.ProtocolJson;
import dev.cairn.protocol.Seed;
import dev.cairn.protocol.SiteId;
import java.io.File;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Real agents on played machines, each a process on a loopback address of its own, which hear each other's beacons. For one thread. */
final class BenchSite implements AutoCloseable {
    private static final String MAIN = "dev.cairn.agent.played.PlayedNode";
    private static final Duration DISCOVERY = Duration.ofMinutes(5);

    final FleetKey fleet = FleetKey.generate();
    private final FleetId fleetId = FleetId.random();
    private final SiteId site = SiteId.random();
    private final Path folder;
    private final List<Process> running = new ArrayList<>();
    private final List<NodeAddress> nodes = new ArrayList<>();
    private long sequence;

    /** Starts {@code count} machines that run {@code first}. */
    BenchSite(Path folder, SlotBundle first, PartitionSizes sizes, String daemonLibrary, int count, int firstHost)
            throws IOException {
        this.folder = folder;
        Seed seed = Seed.of(
                        fleetId,
                        fleet.publicKey(),
                        "bench",
                        "a secret of a bench, 32 bytes ..".getBytes(StandardCharsets.US_ASCII))
                .at(site, "Bench");
        Files.createDirectories(folder);
        Path image = folder.resolve("drive.img");
        new ImageBaker()
                .bake(
                        new BakeRequest(
                                image,
                                first,
                                Optional.empty(),
                                Optional.empty(),
                                seed.toPaddedBytes(),
                                1,
                                List.of(),
                                sizes),
                        Progress.NONE);
        try (DatagramSocket ears = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            List<InetSocketAddress> beacons = new ArrayList<>();
            List<InetSocketAddress> hosts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                InetAddress host = InetAddress.getByName("127.0.0." + (firstHost + i));
                try (DatagramSocket udp = new DatagramSocket(0, host);
                        ServerSocket tcp = new ServerSocket(0, 1, host)) {
                    beacons.add(new InetSocketAddress(host, udp.getLocalPort()));
                    hosts.add(new InetSocketAddress(host, tcp.getLocalPort()));
                }
            }
            for (int i = 0; i < count; i++) {
                running.add(switchOn(i, image, hosts.get(i), beacons, ears.getLocalPort(), daemonLibrary));
            }
            hear(ears, seed, count);
        } catch (IOException | RuntimeException failed) {
            close();
            throw failed;
        }
    }

    private Process switchOn(
            int number,
            Path image,
            InetSocketAddress host,
            List<InetSocketAddress> beacons,
            int laptop,
            String daemonLibrary)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-cp",
                classPath(daemonLibrary),
                MAIN,
                "--state",
                machine(number).toString(),
                "--drive",
                image.toString(),
                "--listen",
                word(host),
                "--full-compiler",
                "--with-parent",
                "--beacon-ms",
                "1000",
                "--beacon-port",
                String.valueOf(beacons.get(number).getPort()),
                "--beacon",
                "127.0.0.1:" + laptop));
        for (int other = 0; other < beacons.size(); other++) {
            if (other != number) {
                command.addAll(List.of("--beacon", word(beacons.get(other))));
            }
        }
        Files.createDirectories(machine(number));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(machine(number).resolve("console.log").toFile())
                .start();
    }

    private void hear(DatagramSocket ears, Seed seed, int count) throws IOException {
        ears.setSoTimeout((int) DISCOVERY.toMillis());
        Map<String, NodeAddress> heard = new HashMap<>();
        while (heard.size() < count) {
            DatagramPacket packet = new DatagramPacket(new byte[BeaconCodec.MOST_BYTES], BeaconCodec.MOST_BYTES);
            ears.receive(packet);
            Beacon beacon = BeaconCodec.of(seed).decode(Arrays.copyOf(packet.getData(), packet.getLength()));
            String host = packet.getAddress().getHostAddress();
            heard.put(
                    host,
                    new NodeAddress(
                            new NodeId(beacon.node().value()),
                            host,
                            beacon.sshPort(),
                            "SHA256:" + beacon.hostKeySha256()));
        }
        heard.keySet().stream()
                .sorted(java.util.Comparator.comparing(
                        host -> Integer.parseInt(host.substring(host.lastIndexOf('.') + 1))))
                .map(heard::get)
                .forEach(nodes::add);
    }

    List<NodeAddress> nodes() {
        return List.copyOf(nodes);
    }

    /** The folder of a machine. */
    Path machine(int number) {
        return folder.resolve("machine-" + number);
    }

    /** The next order for all nodes; a node that does not exist stands first, so that nobody's turn to update ever comes. */
    String order(SlotBundle bundle) {
        List<NodeAssignment> all = new ArrayList<>();
        all.add(new NodeAssignment(dev.cairn.protocol.NodeId.random(), NodeRole.SERVER, "nobody"));
        for (int i = 0; i < nodes.size(); i++) {
            all.add(new NodeAssignment(
                    new dev.cairn.protocol.NodeId(nodes.get(i).node().value()), NodeRole.SERVER, "node-" + i));
        }
        long now = System.currentTimeMillis();
        Order order = new Order(
                Order.FORMAT,
                fleetId,
                site,
                "Bench",
                ++sequence,
                now,
                now + 3_600_000,
                all,
                new DesiredRelease(
                        bundle.digest(),
                        bundle.manifest().release().digest(),
                        bundle.manifest().release().version(),
                        60,
                        false,
                        null,
                        null),
                null);
        return new String(ProtocolJson.bytes(order.sign(fleet)), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        for (Process process : running) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
        for (Process process : running) {
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String word(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private static String classPath(String folders) throws IOException {
        List<String> jars = new ArrayList<>();
        for (String folder : folders.split(File.pathSeparator, -1)) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                files.map(Path::toString)
                        .filter(path -> path.endsWith(".jar"))
                        .sorted()
                        .forEach(jars::add);
            }
        }
        return String.join(File.pathSeparator, jars);
    }
}
