package dev.cairn.agent.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.agent.k3s.K3sFiles;
import dev.cairn.agent.k3s.K3sSecrets;
import dev.cairn.protocol.ClusterSecrets;
import dev.cairn.protocol.FleetId;
import dev.cairn.protocol.FleetKey;
import dev.cairn.protocol.NodeId;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.Order;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.ProtocolJson;
import dev.cairn.protocol.SecretsRequest;
import dev.cairn.protocol.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsDeskTest {
    private static final long NOW = 1_000_000;
    private static final NodeId NODE = new NodeId("n1");
    private static final String AUTHORITY = "-----BEGIN EC PRIVATE KEY-----\nof the cluster\n";

    @TempDir
    Path root;

    private final FleetKey key = FleetKey.generate();
    private final FleetId fleet = new FleetId("fleet");
    private final List<String> events = new ArrayList<>();

    @BeforeEach
    void aServer() throws IOException {
        Path server = root.resolve("var/lib/rancher/k3s/server");
        Files.createDirectories(server.resolve("tls/etcd"));
        Files.createDirectories(server.resolve("db/etcd/member/wal"));
        Files.writeString(server.resolve("token"), "K10abc::server:secret");
        Files.writeString(server.resolve("tls/server-ca.key"), AUTHORITY);
        Files.writeString(server.resolve("tls/etcd/peer-ca.key"), "peer");
        Files.writeString(server.resolve("tls/serving-kube-apiserver.key"), "is made again");
        Files.createSymbolicLink(server.resolve("tls/client-ca.key"), server.resolve("token"));
    }

    @Test
    void handsOutWhatAClusterIsRebuiltWithOnceAndSaysSo() throws IOException {
        ClusterSecrets told = ask(request(fleet, NODE, "boot", null, NOW, NOW + 1));
        assertThat(told.matchesDigest()).isTrue();
        assertThat(told.files())
                .extracting(ClusterSecrets.File::path)
                .containsExactly("tls/etcd/peer-ca.key", "tls/server-ca.key", "token");
        assertThat(new String(told.files().get(1).bytes(), StandardCharsets.UTF_8))
                .isEqualTo(AUTHORITY);
        assertThat(events).containsExactly("cluster-secrets.taken 3 files");
        assertThat(told.toString() + told.files() + events).doesNotContain("secret\"", "BEGIN", "K10");

        ClusterSecrets again = ask(request(fleet, NODE, "boot", told.digest(), NOW, NOW + 1));
        assertThat(again.files()).isEmpty();
        assertThat(again.digest()).isEqualTo(told.digest());
        assertThat(events).hasSize(1);

        Files.writeString(root.resolve("var/lib/rancher/k3s/server/token"), "K10abc::server:other");
        assertThat(ask(request(fleet, NODE, "boot", told.digest(), NOW, NOW + 1))
                        .files())
                .hasSize(3);
    }

    @Test
    void onlyTheFleetKeysOwnWordForThisNodeAndThisRunIsEnough() {
        refuses(NodeProblem.ORDER_OTHER_FLEET, request(new FleetId("other"), NODE, "boot", null, NOW, NOW + 1));
        refuses(NodeProblem.ORDER_NOT_FOR_THIS_NODE, request(fleet, new NodeId("n2"), "boot", null, NOW, NOW + 1));
        refuses(NodeProblem.ORDER_OTHER_BOOT, request(fleet, NODE, "before", null, NOW, NOW + 1));
        refuses(NodeProblem.ORDER_EXPIRED, request(fleet, NODE, "boot", null, 0, NOW));
        long far = NOW + Duration.ofDays(6 * 366).toMillis();
        refuses(NodeProblem.ORDER_FROM_THE_FUTURE, request(fleet, NODE, "boot", null, far, far + 1));
        refuses(
                NodeProblem.ORDER_BAD_SIGNATURE,
                ProtocolJson.bytes(new SecretsRequest(SecretsRequest.FORMAT, fleet, NODE, "boot", null, NOW, NOW + 1)
                        .sign(FleetKey.generate())));
        refuses(NodeProblem.ORDER_MALFORMED, new byte[0]);
        refuses(NodeProblem.ORDER_TOO_LARGE, new byte[Order.MOST_BYTES + 1]);
        assertThat(events).hasSize(8).allMatch(event -> event.startsWith("cluster-secrets.refused order."));
    }

    /** An order of the same key for the same node says something else. */
    @Test
    void noOtherSignedDocumentPassesForARequest() {
        byte[] order = ProtocolJson.bytes(new Order(
                        Order.FORMAT,
                        fleet,
                        new dev.cairn.protocol.SiteId("site"),
                        "Site",
                        1,
                        NOW,
                        NOW + 1,
                        List.of(),
                        null,
                        null)
                .sign(key));
        refuses(NodeProblem.ORDER_MALFORMED, order);
    }

    @Test
    void aNodeThatIsNoServerHasNone() throws IOException {
        Files.delete(root.resolve("var/lib/rancher/k3s/server/token"));
        refuses(NodeProblem.SECRETS_ELSEWHERE, request(fleet, NODE, "boot", null, NOW, NOW + 1));
    }

    private void refuses(NodeProblem problem, byte[] envelope) {
        assertThatThrownBy(() -> ask(envelope))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(problem));
    }

    private ClusterSecrets ask(byte[] envelope) throws IOException {
        Seed seed = Seed.of(fleet, key.publicKey(), "batch", new byte[32]);
        return new SecretsDesk(
                        seed,
                        NODE,
                        "boot",
                        () -> Instant.ofEpochMilli(NOW),
                        new K3sSecrets(new K3sFiles(root)),
                        (kind, text, attributes) -> events.add(kind + " " + text))
                .answer(envelope);
    }

    private byte[] request(FleetId of, NodeId node, String boot, @Nullable String known, long issued, long expires) {
        return ProtocolJson.bytes(
                new SecretsRequest(SecretsRequest.FORMAT, of, node, boot, known, issued, expires).sign(key));
    }
}
