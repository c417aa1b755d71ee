package dev.cairn.app.adapter.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/** The key of a key file's slot: HKDF-SHA256 (RFC 5869) of the file's 32 random bytes. */
final class KeyFileKey {
    private static final byte[] LABEL = "cairn vault key file v1".getBytes(StandardCharsets.US_ASCII);

    private KeyFileKey() {}

    static byte[] derive(byte[] key, byte[] salt) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(key)
                            .addSalt(salt)
                            .thenExpand(LABEL, Seal.KEY_BYTES));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("the JDK has no HKDF-SHA256", impossible);
        }
    }
}
