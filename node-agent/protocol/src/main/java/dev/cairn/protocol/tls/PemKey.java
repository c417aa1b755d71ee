package dev.cairn.protocol.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** A private key in PEM (RFC 7468): PKCS #8, or RFC 5915 as k3s writes it. Stateless. */
final class PemKey {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ((?:EC )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    private PemKey() {}

    static PrivateKey read(String pem) throws IOException, GeneralSecurityException {
        Matcher found = KEY.matcher(pem);
        if (!found.find()) {
            throw new IllegalArgumentException("its key is none that Cairn can read");
        }
        byte[] der = Base64.getMimeDecoder().decode(found.group(2));
        if (found.group(1).startsWith("EC")) {
            ECPrivateKey key = ECPrivateKey.getInstance(der);
            der = new PrivateKeyInfo(
                            new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject()), key)
                    .getEncoded();
        }
        boolean rsa = PKCSObjectIdentifiers.rsaEncryption.equals(
                PrivateKeyInfo.getInstance(der).getPrivateKeyAlgorithm().getAlgorithm());
        return KeyFactory.getInstance(rsa ? "RSA" : "EC").generatePrivate(new PKCS8EncodedKeySpec(der));
    }
}
