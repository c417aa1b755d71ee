package dev.cairn.agent.identity;

import dev.cairn.agent.state.StateFolder;
import dev.cairn.agent.trust.FleetCertificates;
import dev.cairn.protocol.Answers;
import dev.cairn.protocol.FleetPublicKey;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.SshPublicKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.keyprovider.HostKeyCertificateProvider;
import org.apache.sshd.common.session.SessionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the fleet key says of this node's host key, so that plain {@code ssh} with the fleet as authority knows the node. A laptop brings it.
 * Thread-safe.
 */
public final class HostCertificate implements HostKeyCertificateProvider {
    /** No certificate is longer. */
    public static final int MOST_BYTES = 8 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(HostCertificate.class);
    private static final String FILE = "ssh_host_ed25519_key-cert.pub";

    private final StateFolder state;
    private final KeyPair hostKey;
    private final FleetPublicKey fleet;
    private final InstantSource time;
    private volatile Optional<OpenSshCertificate> held = Optional.empty();

    /** Loads the one that was kept. */
    public HostCertificate(StateFolder state, KeyPair hostKey, FleetPublicKey fleet, InstantSource time) {
        this.state = state;
        this.hostKey = hostKey;
        this.fleet = fleet;
        this.time = time;
        state.read(FILE).ifPresent(this::load);
    }

    private void load(byte[] file) {
        try {
            held = Optional.of(judged(file));
        } catch (ProtocolException unusable) {
            LOG.info("this node's certificate is not shown any more: {}", unusable.getMessage());
        }
    }

    /** The host key, and what is known of it. */
    public Answers.HostCertified told() {
        SshPublicKey key = SshPublicKey.parse(FleetCertificates.line(hostKey.getPublic()));
        return held.map(certificate -> new Answers.HostCertified(
                        key,
                        FleetCertificates.line(certificate),
                        Instant.ofEpochSecond(certificate.getValidBefore()).toEpochMilli()))
                .orElseGet(() -> new Answers.HostCertified(key, null, 0));
    }

    /** Takes the line of a {@code -cert.pub} file; {@link NodeProblem#CERTIFICATE_REFUSED} if it is not the fleet's word on this very key. */
    public Answers.HostCertified accept(byte[] line) {
        OpenSshCertificate certificate = judged(line);
        state.write(FILE, line);
        held = Optional.of(certificate);
        return told();
    }

    private OpenSshCertificate judged(byte[] line) {
        OpenSshCertificate certificate = parsed(line);
        if (certificate.getType() != OpenSshCertificate.Type.HOST) {
            throw refused("it is not a host's");
        }
        if (!FleetCertificates.isOfFleet(certificate, fleet) || !FleetCertificates.isSigned(certificate, fleet)) {
            throw refused("it is not signed by the fleet key");
        }
        if (!KeyUtils.compareKeys(certificate.getCertPubKey(), hostKey.getPublic())) {
            throw refused("it is of another host key");
        }
        if (!OpenSshCertificate.isValidAt(certificate, time.instant())) {
            throw refused("it expired at " + Instant.ofEpochSecond(certificate.getValidBefore()));
        }
        return certificate;
    }

    private static OpenSshCertificate parsed(byte[] line) {
        if (line.length > MOST_BYTES) {
            throw refused("it is longer than " + MOST_BYTES + " bytes");
        }
        try {
            PublicKeyEntry entry =
                    PublicKeyEntry.parsePublicKeyEntry(new String(line, StandardCharsets.US_ASCII).strip());
            if (entry != null
                    && entry.resolvePublicKey(null, Map.of(), PublicKeyEntryResolver.FAILING)
                            instanceof OpenSshCertificate certificate) {
                return certificate;
            }
        } catch (IOException | GeneralSecurityException | RuntimeException malformed) {
            throw refused("it cannot be read: " + malformed.getMessage());
        }
        throw refused("it is no certificate");
    }

    private static ProtocolException refused(String reason) {
        return new ProtocolException(NodeProblem.CERTIFICATE_REFUSED, "certificate", FILE, Map.of("reason", reason));
    }

    @Override
    public Iterable<OpenSshCertificate> loadCertificates(SessionContext session) {
        return held.filter(certificate -> OpenSshCertificate.isValidAt(certificate, time.instant()))
                .map(List::of)
                .orElse(List.of());
    }
}
