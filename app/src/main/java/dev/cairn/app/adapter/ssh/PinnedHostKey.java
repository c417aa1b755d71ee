package dev.cairn.app.adapter.ssh;

import java.net.SocketAddress;
import java.security.PublicKey;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;

/** Accepts the one host key that the connection was opened for, and no other; without one it accepts none. */
final class PinnedHostKey implements ServerKeyVerifier {
    private static final AttributeKey<Pin> PIN = new AttributeKey<>();

    /** What a connection expects, and what it was shown instead. */
    static final class Pin {
        private final String expected;
        private volatile String refused = "";

        Pin(String expected) {
            this.expected = expected;
        }

        /** The fingerprint that was refused; empty for none. */
        String refused() {
            return refused;
        }

        AttributeRepository context() {
            return AttributeRepository.ofKeyValuePair(PIN, this);
        }
    }

    @Override
    public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey key) {
        AttributeRepository context = session.getConnectionContext();
        Pin pin = context == null ? null : context.getAttribute(PIN);
        if (pin == null) {
            return false;
        }
        String shown = KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
        boolean same = !pin.expected.isEmpty() && pin.expected.equals(shown);
        if (!same) {
            pin.refused = shown;
        }
        return same;
    }
}
