package dev.cairn.standin.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * A server's port 6443: what joining servers and agents ask k3s's supervisor for, and answers of the Kubernetes API. Servers show
 * the server token; agents the agent token or the server token; any other is refused.
 */
final class ServerApi {
    private static final int PORT = 6443;

    private final Cluster cluster;
    private final Authorities authorities;
    private final String serverToken;
    private final String agentToken;

    ServerApi(Cluster cluster, Authorities authorities, String serverToken, String agentToken) {
        this.cluster = cluster;
        this.authorities = authorities;
        this.serverToken = serverToken;
        this.agentToken = agentToken;
    }

    void start() throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(PORT), 64);
        server.setHttpsConfigurator(
                AdminAccess.asked(Https.context(authorities.tls().resolve("serving-kube-apiserver.p12"))));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Kubectl.Result result;
        try {
            result = handle(exchange);
        } catch (IOException | RuntimeException failed) {
            result = new Kubectl.Result(500, String.valueOf(failed.getMessage()));
        }
        byte[] body = result.output().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(result.exit(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Kubectl.Result handle(HttpExchange exchange) throws IOException {
        if (new AdminAccess(authorities).isShownIn((HttpsExchange) exchange)) {
            return new ReadApi(new ClusterObjects(cluster)).get(exchange.getRequestURI());
        }
        String[] login = login(exchange);
        boolean isServer = login[0].equals("server") && login[1].equals(serverToken);
        boolean isNode = login[0].equals("node") && (login[1].equals(agentToken) || login[1].equals(serverToken));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return switch (exchange.getRequestURI().getPath()) {
            case "/v1-k3s/server-bootstrap" ->
                isServer ? new Kubectl.Result(200, authorities.shared()) : unauthorized();
            case "/v1-k3s/sign" -> isNode || isServer ? sign(body.split(" ")) : unauthorized();
            case "/v1-k3s/kubectl" -> isNode || isServer ? kubectl(List.of(body.split("\u001f"))) : unauthorized();
            case "/api/v1/nodes" -> isServer ? kubectl(List.of("get", "nodes", "-o", "json")) : unauthorized();
            case "/readyz" -> kubectl(List.of("get", "--raw", "/readyz"));
            default -> new Kubectl.Result(404, "not played");
        };
    }

    /** {@code name role address password}; the answer lists the servers that there are. */
    private Kubectl.Result sign(String[] words) throws IOException {
        if (!cluster.admits(words[0], words[3])) {
            return new Kubectl.Result(
                    403,
                    "Node password rejected, duplicate hostname or contents of"
                            + " '/etc/rancher/node/password' may not match server node-passwd entry, try enabling a unique node name");
        }
        cluster.sign(words[0], words[1], words[2]);
        return new Kubectl.Result(200, String.join(",", cluster.serverAddresses()));
    }

    private Kubectl.Result kubectl(List<String> words) throws IOException {
        Kubectl.Result result = Kubectl.run(cluster, words);
        return new Kubectl.Result(result.exit() == 0 ? 200 : 400, result.output());
    }

    private static Kubectl.Result unauthorized() {
        return new Kubectl.Result(401, "token CA hash or credentials do not match: 401 Unauthorized");
    }

    private static String[] login(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header == null || !header.startsWith("Basic ")) {
            return new String[] {"", ""};
        }
        String[] words =
                new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8).split(":", 2);
        return words.length == 2 ? words : new String[] {"", ""};
    }
}
