package dev.cairn.app.adapter.keys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;

/**
 * A new SSH key.
 *
 * @param publicLine the line of a {@code .pub} file
 * @param privateKey in OpenSSH's form, without a passphrase of its own
 */
record LaptopKey(String publicLine, byte[] privateKey) {
    static LaptopKey generate(String comment) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        ByteArrayOutputStream privateKey = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, comment, null, privateKey);
        return new LaptopKey(PublicKeyEntry.toString(pair.getPublic()) + " " + comment, privateKey.toByteArray());
    }
}
