package dev.cairn.protocol.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PemKeyTest {
    @Test
    void readsKeysAsK3sWritesThem() throws Exception {
        KeyPair own = elliptic();
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(own.getPrivate().getEncoded());
        BigInteger secret = ((ECPrivateKey) own.getPrivate()).getS();
        byte[] withItsCurve = new org.bouncycastle.asn1.sec.ECPrivateKey(
                        256, secret, info.getPrivateKeyAlgorithm().getParameters())
                .getEncoded();

        assertThat(((ECPrivateKey) PemKey.read(pem("EC PRIVATE KEY", withItsCurve))).getS())
                .isEqualTo(secret);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void readsPkcs8(String algorithm) throws Exception {
        KeyPair own = algorithm.equals("EC") ? elliptic() : rsa();

        assertThat(PemKey.read(pem("PRIVATE KEY", own.getPrivate().getEncoded())))
                .isEqualTo(own.getPrivate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----"})
    void refusesWhatIsNoKey(String text) {
        assertThatThrownBy(() -> PemKey.read(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAKeyThatIsDamaged() throws Exception {
        byte[] key = elliptic().getPrivate().getEncoded();
        key[1] ^= 1;
        String text = pem("PRIVATE KEY", key);

        assertThatThrownBy(() -> PemKey.read(text)).isInstanceOf(Exception.class);
    }

    private static KeyPair elliptic() throws Exception {
        KeyPairGenerator maker = KeyPairGenerator.getInstance("EC");
        maker.initialize(new ECGenParameterSpec("secp256r1"));
        return maker.generateKeyPair();
    }

    private static KeyPair rsa() throws Exception {
        return KeyPairGenerator.getInstance("RSA").generateKeyPair();
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder().encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }
}
