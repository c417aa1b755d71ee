package dev.cairn.agent.wiring;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of the agent: {@code [--state DIR] [--seed FILE] [--listen ADDR:PORT] [--beacon ADDR:PORT]... [--esp DIR]
 * [--beacon-port N] [--sample-ms N] [--beacon-ms N] [--kubernetes-port N] [--voters 1|3|5]
 * [--machine linux|played] [--machine-folder DIR] [--k3s-root DIR] [--with-parent]}. Immutable.
 *
 * @param seed null for the one on the ESP
 * @param beacons empty for multicast and broadcast
 * @param beaconPort where beacons of other nodes are heard when {@code beacons} names addresses; 0 for any
 * @param kubernetesPort of this node's Kubernetes API on loopback
 * @param voters how many servers a site with enough nodes shall have, in place of what the slot says; null to ask the slot
 * @param playedFolder the folder that plays the machine, null on a real one
 * @param k3sRoot on a played machine, a folder that holds a k3s to be run, with its files; null to play Kubernetes too
 * @param withParent end when standard input is closed
 */
public record AgentOptions(
        Path state,
        @Nullable Path seed,
        Path esp,
        InetSocketAddress listen,
        List<InetSocketAddress> beacons,
        int beaconPort,
        Duration sample,
        Duration beacon,
        int kubernetesPort,
        @Nullable Integer voters,
        @Nullable Path playedFolder,
        @Nullable Path k3sRoot,
        boolean withParent) {
    /** Copies the list. */
    public AgentOptions {
        beacons = List.copyOf(beacons);
    }

    /** Reads the arguments; throws {@link IllegalArgumentException} with a sentence for a person. */
    public static AgentOptions parse(List<String> arguments) {
        Path state = Path.of("/var/lib/cairn");
        Path seed = null;
        Path esp = Path.of("/efi");
        InetSocketAddress listen = new InetSocketAddress("0.0.0.0", 7022);
        List<InetSocketAddress> beacons = new ArrayList<>();
        int beaconPort = 0;
        Duration sample = Duration.ofSeconds(10);
        Duration beacon = Duration.ofSeconds(3);
        int kubernetesPort = 6443;
        Integer voters = null;
        boolean played = false;
        Path playedFolder = null;
        Path k3sRoot = null;
        boolean withParent = false;
        for (int i = 0; i < arguments.size(); i++) {
            String option = arguments.get(i);
            if (option.equals("--with-parent")) {
                withParent = true;
                continue;
            }
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(option + " needs a value");
            }
            String value = arguments.get(++i);
            switch (option) {
                case "--state" -> state = Path.of(value);
                case "--seed" -> seed = Path.of(value);
                case "--esp" -> esp = Path.of(value);
                case "--listen" -> listen = address(value);
                case "--beacon" -> beacons.add(address(value));
                case "--beacon-port" -> beaconPort = Integer.parseInt(value);
                case "--sample-ms" -> sample = Duration.ofMillis(Long.parseLong(value));
                case "--beacon-ms" -> beacon = Duration.ofMillis(Long.parseLong(value));
                case "--kubernetes-port" -> kubernetesPort = Integer.parseInt(value);
                case "--voters" -> voters = voters(value);
                case "--machine" -> played = value.equals("played");
                case "--machine-folder" -> playedFolder = Path.of(value);
                case "--k3s-root" -> k3sRoot = Path.of(value);
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
        if (played != (playedFolder != null)) {
            throw new IllegalArgumentException("--machine played and --machine-folder go together");
        }
        return new AgentOptions(
                state,
                seed,
                esp,
                listen,
                beacons,
                beaconPort,
                sample,
                beacon,
                kubernetesPort,
                voters,
                playedFolder,
                k3sRoot,
                withParent);
    }

    private static int voters(String value) {
        int voters = Integer.parseInt(value);
        if (voters != 1 && voters != 3 && voters != 5) {
            throw new IllegalArgumentException("--voters is 1, 3 or 5");
        }
        return voters;
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException(text + " is not ADDRESS:PORT");
        }
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }
}
