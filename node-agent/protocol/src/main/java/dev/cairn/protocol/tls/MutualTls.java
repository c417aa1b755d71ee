package dev.cairn.protocol.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS with certificates and keys as k3s keeps them (RFC 7468; keys in PKCS #8 or RFC 5915). Stateless. */
public final class MutualTls {
    private static final char[] NO_PASSWORD = new char[0];

    private MutualTls() {}

    /**
     * TLS that trusts these authorities alone and shows one certificate. Each argument is the text of a PEM file.
     *
     * @throws IOException if one of them is none, or they do not belong together; the message says which, never what was in it
     */
    public static SSLContext of(byte[] authorities, byte[] certificate, byte[] key) throws IOException {
        try {
            KeyStore trusted = empty();
            int number = 0;
            for (Certificate each : certificates(authorities)) {
                trusted.setCertificateEntry("ca-" + number++, each);
            }
            if (number == 0) {
                throw new IOException("it names no authority");
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
        } catch (GeneralSecurityException | IllegalArgumentException unusable) {
            throw new IOException(unusable.getMessage(), unusable);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> certificates(byte[] pem) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
    }
}
