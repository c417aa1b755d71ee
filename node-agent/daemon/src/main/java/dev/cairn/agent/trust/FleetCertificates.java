package dev.cairn.agent.trust;

import dev.cairn.protocol.FleetPublicKey;
import dev.cairn.protocol.SshPublicKey;
import java.security.PublicKey;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.util.buffer.BufferException;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** Whether the fleet key vouches for a certificate of OpenSSH (PROTOCOL.certkeys). Stateless. */
public final class FleetCertificates {
    private FleetCertificates() {}

    /** The key that signed it is the fleet's. */
    public static boolean isOfFleet(OpenSshCertificate certificate, FleetPublicKey fleet) {
        return line(certificate.getCaPubKey())
                .equals(SshPublicKey.of(fleet.raw()).line());
    }

    /** The fleet key signed exactly this. */
    public static boolean isSigned(OpenSshCertificate certificate, FleetPublicKey fleet) {
        ByteArrayBuffer signature = new ByteArrayBuffer(certificate.getSignature());
        try {
            return signature.getString().equals(SshPublicKey.TYPE)
                    && fleet.verifies(certificate.getMessage(), signature.getBytes())
                    && signature.available() == 0;
        } catch (BufferException malformed) {
            return false;
        }
    }

    /** A key as OpenSSH writes it, whatever its kind. */
    public static String line(PublicKey key) {
        return PublicKeyEntry.toString(key);
    }
}
