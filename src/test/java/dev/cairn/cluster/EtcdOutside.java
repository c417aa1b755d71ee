package dev.cairn.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** etcd's own etcdctl, from a machine that is no node, with a server's client certificate. */
final class EtcdOutside {
    private final NodeLan lan;
    private final Path tls;
    private int written;

    EtcdOutside(NodeLan lan, Path serverRoot) {
        this.lan = lan;
        this.tls = serverRoot.resolve("var/lib/rancher/k3s/server/tls/etcd");
    }

    /** The names of the nodes that vote. */
    List<String> voters(String address) {
        List<String> voters = new ArrayList<>();
        for (String line :
                lan.outside(command(List.of(address), "member", "list")).split("\n")) {
            String[] cells = line.split(", ");
            if (cells.length == 6 && cells[5].equals("false")) {
                voters.add(cells[2].replaceFirst("-[0-9a-f]{8}$", ""));
            }
        }
        return voters;
    }

    void requireHealthy(String... addresses) {
        Awaitility.await("endpoint health").atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            Run.Ended health = lan.triedOutside(command(List.of(addresses), "endpoint", "health"));
            if (health.exit() != 0 || health.output().split("is healthy", -1).length != addresses.length + 1) {
                throw new AssertionError(health.output());
            }
        });
    }

    /** Writes a new value, as the Kubernetes API does, and reads it back. */
    void awaitWritable(String... addresses) {
        String value = "value-" + ++written;
        Awaitility.await("a write").atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            Run.Ended put = lan.triedOutside(command(List.of(addresses), "put", "test/key", value));
            if (put.exit() != 0) {
                throw new AssertionError(put.output());
            }
        });
        if (!lan.outside(command(List.of(addresses), "get", "test/key")).contains(value)) {
            throw new AssertionError(value + " was written and is not there");
        }
    }

    void put(String address, String value) {
        lan.outside(command(List.of(address), "put", "test/key", value));
    }

    String get(String address) {
        return lan.outside(command(List.of(address), "get", "test/key", "--print-value-only"))
                .strip();
    }

    private String[] command(List<String> addresses, String... words) {
        List<String> all = new ArrayList<>(List.of(
                "etcdctl",
                "--endpoints="
                        + String.join(
                                ",",
                                addresses.stream()
                                        .map(a -> "https://" + a + ":2379")
                                        .toList()),
                "--cacert=" + tls.resolve("server-ca.crt"),
                "--cert=" + tls.resolve("client.crt"),
                "--key=" + tls.resolve("client.key")));
        all.addAll(List.of(words));
        return all.toArray(String[]::new);
    }
}
