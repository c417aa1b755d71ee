package dev.cairn.standin.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * What a kubelet makes of its node's pods: as long as one is here, the node answers on the workloads' port, also while no server answers. A
 * pod ends with k3s here, which containers do not.
 */
final class ServedPods {
    /** Where a workload answers on a node that has a pod. */
    private static final int PORT = 30_000;

    private final String node;
    private volatile List<String> here = List.of();

    ServedPods(String node) {
        this.node = node;
    }

    void start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(PORT), 64);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /** The pods that are this node's from now on. */
    void run(List<String> pods) {
        here = List.copyOf(pods);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            List<String> pods = here;
            byte[] body = (pods.isEmpty() ? "no pod on " + node : pods.getFirst() + " on " + node)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(pods.isEmpty() ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
