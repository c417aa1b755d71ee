package dev.cairn.agent.k3s;

import dev.cairn.agent.kubernetes.ServerSecrets;
import dev.cairn.protocol.ClusterSecrets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a k3s cluster is rebuilt with besides a snapshot. k3s asks for the server token alone (docs.k3s.io, "Backup and Restore"), since its authorities
 * stand encrypted with it in the database; they are kept too, so that a cluster whose snapshots are all lost can still be known by its agents and
 * its users. Certificates that k3s makes from them again are left out.
 */
public final class K3sSecrets implements ServerSecrets {
    private static final String TOKEN = "token";

    private static final List<String> FILES = List.of(
            TOKEN,
            "agent-token",
            "cred/encryption-config.json",
            "cred/encryption-state.json",
            "cred/ipsec.psk",
            "tls/client-ca.crt",
            "tls/client-ca.key",
            "tls/request-header-ca.crt",
            "tls/request-header-ca.key",
            "tls/server-ca.crt",
            "tls/server-ca.key",
            "tls/service.current.key",
            "tls/service.key",
            "tls/etcd/peer-ca.crt",
            "tls/etcd/peer-ca.key",
            "tls/etcd/server-ca.crt",
            "tls/etcd/server-ca.key");

    private final K3sFiles files;

    /** For k3s below a root. */
    public K3sSecrets(K3sFiles files) {
        this.files = files;
    }

    @Override
    public Map<String, byte[]> read() throws IOException {
        if (!files.holdsDatabase() || !Files.exists(files.server().resolve(TOKEN))) {
            return Map.of();
        }
        Map<String, byte[]> found = new TreeMap<>();
        int left = ClusterSecrets.MOST_BYTES;
        for (String path : FILES) {
            Path file = files.server().resolve(path);
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                byte[] bytes = bytes(file, left);
                found.put(path, bytes);
                left -= bytes.length;
            }
        }
        return found;
    }

    private static byte[] bytes(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new IOException(file + " is larger than any of k3s's keys");
            }
            return bytes;
        }
    }
}
