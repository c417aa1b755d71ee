package dev.cairn.agent.k3s;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;

/** The etcd of k3s on this node, asked with k3s's own certificate. One lane calls it. */
class OwnEtcd {
    static final URI ADDRESS = URI.create("https://127.0.0.1:2379");
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final K3sFiles files;
    private final MadeOfFiles<EtcdClient> kept;

    OwnEtcd(K3sFiles files) {
        this.files = files;
        // A new connection for each look costs more than all its questions, and on a busy machine more than there is
        // time for.
        this.kept = new MadeOfFiles<>(EtcdClient.files(files.etcdTls()), () -> new EtcdClient(files.etcdTls(), ANSWER));
    }

    /** What is asked of etcd. */
    @FunctionalInterface
    interface Question<T> {
        T ask(EtcdClient client) throws IOException;
    }

    /** Asks over a connection that is kept for the next question; refused on a node that never was a server. */
    <T> T ask(Question<T> question) throws IOException {
        requireServer();
        EtcdClient client = kept.get();
        try {
            return question.ask(client);
        } finally {
            if (client.isDoubtful()) {
                kept.drop();
            }
        }
    }

    /** Closes the connection that is kept. */
    void drop() {
        kept.drop();
    }

    /** Refused unless a majority of the members answers now; asked seldom, it keeps no connection. */
    void requireMajority() throws IOException {
        requireServer();
        try (EtcdClient once = new EtcdClient(files.etcdTls(), ANSWER)) {
            once.requireMajority(ADDRESS);
        }
    }

    private void requireServer() throws IOException {
        if (!Files.exists(files.etcdTls().resolve("client.crt"))) {
            throw new IOException("this node has no certificate for etcd: it is no server yet");
        }
    }
}
