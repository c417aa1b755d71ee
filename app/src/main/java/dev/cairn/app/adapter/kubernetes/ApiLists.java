package dev.cairn.app.adapter.kubernetes;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Whole lists, asked for page by page (API concepts, "Retrieving large results sets in chunks"). To be used by one thread. */
final class ApiLists {
    private final ApiCalls calls;
    private final ApiLimits limits;

    ApiLists(ApiCalls calls, ApiLimits limits) {
        this.calls = calls;
        this.limits = limits;
    }

    /** Every object of a collection; a list that the server has forgotten meanwhile is begun once more. */
    <T> List<T> all(String path, Function<JsonNode, T> shape) {
        return pages(path, shape)
                .or(() -> pages(path, shape))
                .orElseThrow(() -> calls.nonsense("its list of " + name(path) + " went away twice while it was read"));
    }

    private <T> Optional<List<T>> pages(String path, Function<JsonNode, T> shape) {
        List<T> all = new ArrayList<>();
        String next = "";
        do {
            String goOn = next.isEmpty() ? "" : "&continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
            JsonNode page = calls.get(path + "?limit=" + limits.page() + goOn);
            if (page == null) {
                return Optional.empty();
            }
            JsonNode items = page.path("items");
            if (!items.isArray()
                    && !(items.isNull() && page.path("kind").asString("").endsWith("List"))) {
                throw calls.nonsense("no list of " + name(path));
            }
            for (JsonNode item : items) {
                all.add(shaped(path, shape, item));
            }
            String before = next;
            next = page.path("metadata").path("continue").asString("");
            if (all.size() > limits.objects() || (!next.isEmpty() && next.equals(before))) {
                throw calls.nonsense("its list of " + name(path) + " does not end");
            }
        } while (!next.isEmpty());
        return Optional.of(all);
    }

    private <T> T shaped(String path, Function<JsonNode, T> shape, JsonNode item) {
        try {
            return shape.apply(item);
        } catch (IllegalArgumentException odd) {
            throw calls.nonsense(odd.getMessage() + " in its list of " + name(path));
        }
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
