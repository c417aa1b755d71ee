package dev.cairn.app.adapter.kubernetes;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.protocol.tls.MutualTls;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * TLS as a kubeconfig wants it: the cluster's authority is trusted, and nothing else, and the user's certificate shown (Kubernetes
 * documentation, kubeconfig v1; the first cluster and user, as k3s writes one of each). Stateless.
 */
final class KubeconfigTls {
    private static final int LONGEST = 256 << 10;

    private KubeconfigTls() {}

    static SSLContext of(String kubeconfig, String node) {
        try {
            Object root = new Load(LoadSettings.builder()
                            .setLabel("kubeconfig")
                            .setCodePointLimit(LONGEST)
                            .setMaxAliasesForCollections(0)
                            .build())
                    .loadFromString(kubeconfig);
            Object cluster = at(first(at(root, "clusters")), "cluster");
            Object user = at(first(at(root, "users")), "user");
            return MutualTls.of(
                    bytes(cluster, "certificate-authority-data"),
                    bytes(user, "client-certificate-data"),
                    bytes(user, "client-key-data"));
        } catch (YamlEngineException | IOException | IllegalArgumentException unusable) {
            throw new ProblemException(
                    Problem.of(
                            AppProblem.NODE_ANSWER_INVALID,
                            "kubeconfig",
                            node,
                            "reason",
                            ApiText.of(String.valueOf(unusable.getMessage()))),
                    unusable);
        }
    }

    private static @Nullable Object first(@Nullable Object list) {
        return list instanceof List<?> all && !all.isEmpty() ? all.getFirst() : null;
    }

    private static @Nullable Object at(@Nullable Object map, String key) {
        return map instanceof Map<?, ?> values ? values.get(key) : null;
    }

    private static byte[] bytes(@Nullable Object map, String key) {
        if (at(map, key) instanceof String text) {
            return Base64.getDecoder().decode(text);
        }
        throw new IllegalArgumentException("it has no " + key);
    }
}
