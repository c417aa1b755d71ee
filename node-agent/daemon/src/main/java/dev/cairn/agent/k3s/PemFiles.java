package dev.cairn.agent.k3s;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Certificates and keys as k3s keeps them (RFC 7468; keys in PKCS #8 or RFC 5915). Stateless. */
final class PemFiles {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ((?:EC )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final char[] NO_PASSWORD = new char[0];

    private PemFiles() {}

    /** TLS that trusts one authority alone and shows one certificate. */
    static SSLContext mutualTls(Path authority, Path certificate, Path key) throws IOException {
        try {
            KeyStore trusted = empty();
            int number = 0;
            for (Certificate each : certificates(authority)) {
                trusted.setCertificateEntry("ca-" + number++, each);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            KeyStore own = empty();
            own.setKeyEntry(
                    "own",
                    privateKey(key),
                    NO_PASSWORD,
                    certificates(certificate).toArray(Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), new SecureRandom());
            return context;
        } catch (GeneralSecurityException | IllegalArgumentException unusable) {
            throw new IOException(certificate + " cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
    }

    private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        Matcher found = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!found.find()) {
            throw new IOException(file + " holds no private key");
        }
        byte[] der = Base64.getMimeDecoder().decode(found.group(2));
        if (found.group(1).startsWith("EC")) {
            ECPrivateKey key = ECPrivateKey.getInstance(der);
            der = new PrivateKeyInfo(
                            new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject()), key)
                    .getEncoded();
        }
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(der);
        boolean elliptic = X9ObjectIdentifiers.id_ecPublicKey.equals(
                info.getPrivateKeyAlgorithm().getAlgorithm());
        return KeyFactory.getInstance(elliptic ? "EC" : "RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
    }
}
