package dev.cairn.agent.k3s;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;

/** The etcd of k3s on this node, asked with k3s's own certificate. */
class OwnEtcd {
    static final URI ADDRESS = URI.create("https://127.0.0.1:2379");
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final K3sFiles files;

    OwnEtcd(K3sFiles files) {
        this.files = files;
    }

    /** Refused on a node that never was a server. */
    EtcdClient client() throws IOException {
        if (!Files.exists(files.etcdTls().resolve("client.crt"))) {
            throw new IOException("this node has no certificate for etcd: it is no server yet");
        }
        return new EtcdClient(files.etcdTls(), ANSWER);
    }

    /** Refused unless a majority of the members answers now. */
    void requireMajority() throws IOException {
        try (EtcdClient etcd = client()) {
            etcd.requireMajority(ADDRESS);
        }
    }
}
