package dev.cairn.standin.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/**
 * The API server of a cluster that is nothing else, in the process of a test: its objects and its faults are what the test says. Thread-safe.
 */
public final class PlayedApi implements AutoCloseable {
    /** What a faulty server does instead of answering. */
    public interface Fault {
        /** Answers by itself, or leaves it to the server by returning false. */
        boolean answers(HttpExchange exchange) throws IOException;
    }

    private final Map<String, List<String>> objects = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<URI> asked = new ConcurrentLinkedQueue<>();
    private volatile Fault fault = exchange -> false;
    private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
    private final Authorities authorities;
    private final HttpsServer server;
    private final String kubeconfig;

    /** Makes its authorities below the folder and listens on the loopback address. */
    public PlayedApi(Path folder) throws IOException {
        authorities = new Authorities(folder.resolve("tls"));
        authorities.create();
        authorities.certify("127.0.0.1");
        Path file = folder.resolve("k3s.yaml");
        new AdminAccess(authorities).writeTo(file);
        kubeconfig = Files.readString(file);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        server.setHttpsConfigurator(
                AdminAccess.asked(Https.context(authorities.tls().resolve("serving-kube-apiserver.p12"))));
        server.setExecutor(work);
        server.createContext("/", this::answer);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The administrator's, as k3s writes it. */
    public String kubeconfig() {
        return kubeconfig;
    }

    /** Puts objects, JSON texts, in place of those of a collection. */
    public void hold(String path, String... items) {
        objects.put(path, List.of(items));
    }

    public void misbehave(Fault other) {
        fault = other;
    }

    /** Every address that was asked for, in order. */
    public List<URI> asked() {
        return List.copyOf(asked);
    }

    /** Sends this. */
    public static boolean say(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        return true;
    }

    /** Sends a refusal as API servers do. */
    public static boolean refuse(HttpExchange exchange, int status, String message) throws IOException {
        return say(exchange, status, ReadApi.status(status, message).output());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(exchange.getRequestURI());
            if (fault.answers(exchange)) {
                return;
            }
            if (!new AdminAccess(authorities).isShownIn((HttpsExchange) exchange)) {
                refuse(exchange, 401, "Unauthorized");
                return;
            }
            Kubectl.Result result = new ReadApi(path -> Optional.of(objects.getOrDefault(path, List.of())))
                    .get(exchange.getRequestURI());
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(result.exit(), 0);
            try (GZIPOutputStream out = new GZIPOutputStream(exchange.getResponseBody())) {
                out.write(result.output().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        work.shutdownNow();
    }
}
