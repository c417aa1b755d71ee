package dev.cairn.standin.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Requests to other stand-ins and to etcd's JSON gateway. Believes every server, as k3s does with a token in its short form. */
public final class Https {
    /** Longer on slow machines: the first handshakes of a process are its slowest. */
    private static final int MILLIS = Integer.getInteger("standin.patience", 4_000);

    private static final HostnameVerifier ANY_NAME = (host, session) -> true;
    private static final char[] PASSWORD = "standin".toCharArray();

    /** One for all requests: only then are connections kept. */
    private final SSLSocketFactory sockets;

    /** {@code own} is a PKCS #12 file with the certificate to show, or null. */
    public Https(@Nullable Path own) throws IOException {
        this.sockets = context(own).getSocketFactory();
    }

    /** What came back. */
    public record Answer(int status, String body) {}

    /** Without {@code login} no one is named; a body makes it a POST. */
    public Answer send(URI address, @Nullable String login, @Nullable String body) throws IOException {
        HttpsURLConnection connection = (HttpsURLConnection) address.toURL().openConnection();
        connection.setSSLSocketFactory(sockets);
        connection.setHostnameVerifier(ANY_NAME);
        connection.setConnectTimeout(MILLIS);
        connection.setReadTimeout(MILLIS);
        if (login != null) {
            connection.setRequestProperty(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        }
        if (body != null) {
            connection.setDoOutput(true);
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        int status = connection.getResponseCode();
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Answer(status, in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** TLS with the certificate of a PKCS #12 file, which anybody may talk to. */
    static SSLContext context(@Nullable Path own) throws IOException {
        try {
            KeyManager[] keys = {};
            if (own != null) {
                KeyStore store = KeyStore.getInstance("PKCS12");
                try (InputStream in = Files.newInputStream(own)) {
                    store.load(in, PASSWORD);
                }
                KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                factory.init(store, PASSWORD);
                keys = factory.getKeyManagers();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, new TrustManager[] {new Anybody()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException unusable) {
            throw new IOException(unusable);
        }
    }

    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
