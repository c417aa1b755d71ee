package dev.cairn.app.adapter.kubernetes;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
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
    private static final char[] NO_PASSWORD = new char[0];

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
            return context(
                    bytes(cluster, "certificate-authority-data"),
                    bytes(user, "client-certificate-data"),
                    bytes(user, "client-key-data"));
        } catch (YamlEngineException | GeneralSecurityException | IOException | IllegalArgumentException unusable) {
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

    private static SSLContext context(byte[] authority, byte[] certificate, byte[] key)
            throws GeneralSecurityException, IOException {
        KeyStore trusted = empty();
        int number = 0;
        for (Certificate each : certificates(authority)) {
            trusted.setCertificateEntry("ca-" + number++, each);
        }
        if (number == 0) {
            throw new IllegalArgumentException("it names no authority");
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyStore own = empty();
        own.setKeyEntry(
                "own",
                PemKey.read(new String(key, StandardCharsets.US_ASCII)),
                NO_PASSWORD,
                certificates(certificate).toArray(Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), new SecureRandom());
        return context;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> certificates(byte[] pem) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
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
