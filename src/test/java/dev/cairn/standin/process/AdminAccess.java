package dev.cairn.standin.process;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;

/** The administrator's certificate of a cluster: written as a kubeconfig as k3s does, and known again when it is shown. Immutable. */
record AdminAccess(Authorities authorities) {
    /** One cluster, user and context, all called {@code default} (docs.k3s.io, "Cluster Access"). */
    void writeTo(Path file) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        Files.writeString(
                file, """
                apiVersion: v1
                clusters:
                - cluster:
                    certificate-authority-data: %s
                    server: https://127.0.0.1:6443
                  name: default
                contexts:
                - context:
                    cluster: default
                    user: default
                  name: default
                current-context: default
                kind: Config
                preferences: {}
                users:
                - name: default
                  user:
                    client-certificate-data: %s
                    client-key-data: %s
                """.formatted(data("server-ca.crt"), data("client-admin.crt"), data("client-admin.key")));
    }

    /** TLS that asks for a certificate and takes any, or none: who may do what is decided by request. */
    static HttpsConfigurator asked(SSLContext context) {
        return new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = context.getDefaultSSLParameters();
                wanted.setWantClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        };
    }

    boolean isShownIn(HttpsExchange exchange) throws IOException {
        try {
            Certificate shown = exchange.getSSLSession().getPeerCertificates()[0];
            shown.verify(CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(
                            Files.readAllBytes(authorities.tls().resolve("client-ca.crt"))))
                    .getPublicKey());
            return true;
        } catch (SSLPeerUnverifiedException none) {
            return false;
        } catch (GeneralSecurityException ofAnotherAuthority) {
            return false;
        }
    }

    private String data(String name) throws IOException {
        return Base64.getEncoder()
                .encodeToString(Files.readAllBytes(authorities.tls().resolve(name)));
    }
}
