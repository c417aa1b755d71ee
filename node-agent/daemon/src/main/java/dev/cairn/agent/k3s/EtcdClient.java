package dev.cairn.agent.k3s;

import dev.cairn.protocol.tls.MutualTls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/**
 * etcd's own calls (etcd-io/etcd, api/etcdserverpb/rpc.proto) as gRPC over HTTP/2 with mutual TLS. k3s brings no etcdctl and leaves
 * etcd's JSON gateway off, but keeps a client certificate for its servers. Unary calls only. Thread-safe.
 */
final class EtcdClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int HEAD = 5;

    private final HttpClient http;
    private final Duration limit;
    private final Set<URI> answered = ConcurrentHashMap.newKeySet();
    private volatile boolean doubtful;

    /** @param tls k3s's folder of etcd's certificates */
    EtcdClient(Path tls, Duration limit) throws IOException {
        List<Path> pem = files(tls);
        this.limit = limit;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .sslContext(tls(pem))
                .connectTimeout(CONNECT)
                .build();
    }

    private static SSLContext tls(List<Path> pem) throws IOException {
        try {
            return MutualTls.of(
                    Files.readAllBytes(pem.get(0)), Files.readAllBytes(pem.get(1)), Files.readAllBytes(pem.get(2)));
        } catch (NoSuchFileException missing) {
            throw missing;
        } catch (IOException unusable) {
            throw new IOException(pem.get(1) + " cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    /** What a client is made of: authority, certificate, key. */
    static List<Path> files(Path tls) {
        return List.of(tls.resolve("server-ca.crt"), tls.resolve("client.crt"), tls.resolve("client.key"));
    }

    /** One member as etcd lists it; the name is empty for one that was added and never started. */
    record EtcdMember(long id, String name, List<String> clientUrls, boolean learner) {
        String hexId() {
            return HexFormat.of().toHexDigits(id);
        }
    }

    /** The list with the id of the cluster. */
    record EtcdMembers(long cluster, List<EtcdMember> members) {}

    /** Fails unless a majority answers: a linearizable read of a key that nobody writes. */
    void requireMajority(URI server) throws IOException {
        call(server, "etcdserverpb.KV/Range", ProtoMessage.of(ProtoMessage.text(1, "cairn/quorum")));
    }

    /** The member list; linearizable where the server knows that word (3.5). */
    EtcdMembers members(URI server) throws IOException {
        ProtoMessage answer =
                call(server, "etcdserverpb.Cluster/MemberList", ProtoMessage.of(ProtoMessage.number(1, 1)));
        List<EtcdMember> members = new ArrayList<>();
        for (ProtoMessage member : answer.messages(2)) {
            members.add(new EtcdMember(
                    member.number(1),
                    member.texts(2).stream().findFirst().orElse(""),
                    member.texts(4),
                    member.number(5) != 0));
        }
        return new EtcdMembers(header(answer).number(1), members);
    }

    /** Takes a member out of the list. */
    void remove(URI server, long id) throws IOException {
        call(server, "etcdserverpb.Cluster/MemberRemove", ProtoMessage.of(ProtoMessage.number(1, id)));
    }

    /** Whether a member runs, sees a leader and reports no alarm. */
    boolean isHealthy(URI member) {
        try {
            ProtoMessage status = call(member, "etcdserverpb.Maintenance/Status", ProtoMessage.of());
            return status.number(4) != 0 && status.texts(8).isEmpty();
        } catch (IOException silent) {
            return false;
        }
    }

    /**
     * Whether a server fell silent that had answered before. The connection to a machine that lost its power may look alive for minutes, also
     * when it is back: only a new client asks it anew.
     */
    boolean isDoubtful() {
        return doubtful;
    }

    private static ProtoMessage header(ProtoMessage answer) throws IOException {
        return answer.messages(1).stream().findFirst().orElse(ProtoMessage.of());
    }

    private ProtoMessage call(URI server, String method, ProtoMessage message) throws IOException {
        byte[] body = message.encoded();
        byte[] framed = ByteBuffer.allocate(HEAD + body.length)
                .put((byte) 0)
                .putInt(body.length)
                .put(body)
                .array();
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/" + method))
                .timeout(limit)
                .header("content-type", "application/grpc")
                .header("te", "trailers")
                .POST(HttpRequest.BodyPublishers.ofByteArray(framed))
                .build();
        try {
            return ProtoMessage.read(unframed(method, sent(server, request)));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking etcd", interrupted);
        }
    }

    private HttpResponse<byte[]> sent(URI server, HttpRequest request) throws IOException, InterruptedException {
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            answered.add(server);
            return answer;
        } catch (IOException silent) {
            doubtful |= answered.contains(server);
            throw silent;
        }
    }

    /** A failed call has no message; its reason stands in headers if nothing else was sent, else in trailers, which are not read. */
    private static byte[] unframed(String method, HttpResponse<byte[]> answer) throws IOException {
        byte[] body = answer.body();
        if (answer.statusCode() != 200 || body.length < HEAD) {
            throw new IOException("etcd refused " + method + ": "
                    + answer.headers()
                            .firstValue("grpc-message")
                            .orElse(
                                    answer.statusCode() == 200
                                            ? "it does so while members are silent or a few seconds old"
                                            : "HTTP " + answer.statusCode()));
        }
        int length = ByteBuffer.wrap(body, 1, 4).getInt();
        if (body[0] != 0 || length != body.length - HEAD) {
            throw new IOException("etcd's answer to " + method + " is not one plain message");
        }
        return Arrays.copyOfRange(body, HEAD, body.length);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
