package dev.cairn.app.usecase.fleet;

import dev.cairn.app.domain.fleet.Fleet;
import dev.cairn.app.domain.fleet.Keyring;
import dev.cairn.protocol.CanonicalJson;
import dev.cairn.protocol.FleetPublicKey;
import dev.cairn.protocol.ProtocolJson;
import dev.cairn.protocol.SignedEnvelope;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Signs documents with the fleet key. Safe for many threads. */
public final class FleetSigning {
    private final Keyring keyring;

    public FleetSigning(Keyring keyring) {
        this.keyring = keyring;
    }

    /** Refuses, before anything is begun, when nothing can be signed now. */
    public void requireOpen(String phase) {
        keyring.requireOpen(phase);
    }

    /** A {@link SignedEnvelope} as JSON, over the document's canonical JSON. */
    public String envelope(Fleet fleet, Object document) {
        byte[] payload = CanonicalJson.bytes(document);
        Base64.Encoder base64 = Base64.getEncoder();
        SignedEnvelope envelope = new SignedEnvelope(
                base64.encodeToString(payload),
                new FleetPublicKey(fleet.publicKey()).id(),
                base64.encodeToString(keyring.sign(payload)));
        return new String(ProtocolJson.bytes(envelope), StandardCharsets.UTF_8);
    }
}
