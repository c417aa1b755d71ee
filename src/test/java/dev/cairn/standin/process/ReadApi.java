package dev.cairn.standin.process;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * GET on collections of the Kubernetes API, in pages as a server gives them (Kubernetes documentation, API concepts, "Retrieving large
 * results sets in chunks"). Stateless.
 */
final class ReadApi {
    /** What there is. */
    interface Collections {
        /** JSON texts of the objects of a collection; nothing for one that is not played. */
        Optional<List<String>> at(String path) throws IOException;
    }

    private final Collections collections;

    ReadApi(Collections collections) {
        this.collections = collections;
    }

    Kubectl.Result get(URI target) throws IOException {
        Optional<List<String>> all = collections.at(target.getPath());
        if (all.isEmpty()) {
            return status(404, "the server could not find the requested resource");
        }
        Map<String, String> query = query(target);
        int from = Integer.parseInt(decoded(query.getOrDefault("continue", "")));
        int limit = Integer.parseInt(query.getOrDefault("limit", "0"));
        int to = limit == 0 ? all.get().size() : Math.min(all.get().size(), from + limit);
        String next = to < all.get().size() ? encoded(to) : "";
        return new Kubectl.Result(
                200,
                "{\"kind\":\"%sList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"7\",\"continue\":\"%s\"},\"items\":[%s]}"
                        .formatted(
                                target.getPath().substring(target.getPath().lastIndexOf('/') + 1),
                                next,
                                String.join(",", all.get().subList(from, to))));
    }

    /** As an API server refuses (API conventions, "Response Status Kind"). */
    static Kubectl.Result status(int code, String message) {
        return new Kubectl.Result(
                code,
                "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":\"%s\",\"code\":%d}"
                        .formatted(message, code));
    }

    private static Map<String, String> query(URI target) {
        Map<String, String> query = new HashMap<>();
        for (String pair : Optional.ofNullable(target.getQuery()).orElse("").split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return query;
    }

    /** A token that means nothing to those who show it, with a sign that has to be escaped in addresses. */
    private static String encoded(int place) {
        return Base64.getEncoder().encodeToString(("~?>" + place).getBytes(StandardCharsets.US_ASCII));
    }

    private static String decoded(String token) {
        return token.isEmpty()
                ? "0"
                : new String(Base64.getDecoder().decode(token), StandardCharsets.US_ASCII).substring(3);
    }
}
