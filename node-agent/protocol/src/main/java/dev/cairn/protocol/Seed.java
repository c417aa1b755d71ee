package dev.cairn.protocol;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The small identity that is written to each drive. Immutable; holds a secret, so it is never printed.
 *
 * @param format always {@link #FORMAT}
 * @param batchId names the batch of drives that share the secret
 * @param enrolmentSecret base64 of 32 bytes
 * @param install on a stick that installs machines and becomes no node itself
 */
// Sticks made before nodes admitted certificates name keys; nobody is admitted by them any more.
@JsonIgnoreProperties("authorizedKeys")
public record Seed(
        String format,
        FleetId fleetId,
        FleetPublicKey fleetPublicKey,
        String batchId,
        String enrolmentSecret,
        @Nullable SiteId siteId,
        @Nullable String siteName,
        @Nullable NodeRole role,
        @Nullable String hostName,
        @Nullable Network network,
        @Nullable InstallRule install) {
    public static final String FORMAT = "cairn-seed-1";

    /** The file is padded with spaces to this length, so that a drive writer can replace it in place. */
    public static final int PADDED_BYTES = 16 * 1024;

    /** Checks the parts and copies the list. */
    public Seed {
        if (!FORMAT.equals(format)) {
            throw new IllegalArgumentException("format is not " + FORMAT);
        }
        Names.requireIdentifier("batch id", batchId);
        if (Base64.getDecoder().decode(enrolmentSecret).length != 32) {
            throw new IllegalArgumentException("enrolment secret is not 32 bytes");
        }
        if (hostName != null) {
            Names.requireHostName(hostName);
        }
        if (siteName != null) {
            Names.requireText("site name", siteName, 200);
        }
        // One stick makes many machines: what belongs to one of them cannot stand in it.
        if (install != null && hostName != null) {
            throw new IllegalArgumentException(
                    "an installer's seed has a host name, which all its machines would share");
        }
        if (install != null && network != null && network.address() != null) {
            throw new IllegalArgumentException(
                    "an installer's seed has a fixed address, which all its machines would share");
        }
    }

    /** A fixed address instead of DHCP; addresses in CIDR form. */
    public record Network(
            @Nullable String interfaceName,
            @Nullable String address,
            @Nullable String gateway,
            List<String> dns) {
        /** Copies the list. */
        public Network {
            dns = List.copyOf(dns);
        }
    }

    /** A seed for a fleet and a batch, without site. */
    public static Seed of(FleetId fleet, FleetPublicKey key, String batchId, byte[] enrolmentSecret) {
        String secret = Base64.getEncoder().encodeToString(enrolmentSecret);
        return new Seed(FORMAT, fleet, key, batchId, secret, null, null, null, null, null, null);
    }

    /** The same with this host name. */
    public Seed named(String name) {
        return with(siteId, siteName, name, install);
    }

    /** The same for another site. */
    public Seed at(SiteId site, String name) {
        return with(site, name, hostName, install);
    }

    /** The same for a stick that installs by this rule; without a rule, for the disks that such a stick writes. */
    public Seed installing(@Nullable InstallRule rule) {
        return with(siteId, siteName, hostName, rule);
    }

    private Seed with(
            @Nullable SiteId site, @Nullable String nameOfSite, @Nullable String host, @Nullable InstallRule rule) {
        return new Seed(
                format, fleetId, fleetPublicKey, batchId, enrolmentSecret, site, nameOfSite, role, host, network, rule);
    }

    /** Whether it names what only one machine can have. */
    public boolean namesOneMachine() {
        return hostName != null || (network != null && network.address() != null);
    }

    /** Reads the file, padded or not; {@link NodeProblem#SEED_MALFORMED} if it is not a seed. */
    public static Seed read(byte[] file) {
        return ProtocolJson.readStrict(file, Seed.class, NodeProblem.SEED_MALFORMED, "seed", "seed.json");
    }

    /** The file padded with spaces to {@link #PADDED_BYTES}; {@link NodeProblem#SEED_MALFORMED} if it is longer. */
    public byte[] toPaddedBytes() {
        byte[] json = ProtocolJson.bytes(this);
        if (json.length > PADDED_BYTES) {
            throw new ProtocolException(
                    NodeProblem.SEED_MALFORMED, "seed", "seed.json", Map.of("reason", "longer than 16 KiB"));
        }
        byte[] padded = Arrays.copyOf(json, PADDED_BYTES);
        Arrays.fill(padded, json.length, PADDED_BYTES, (byte) ' ');
        return padded;
    }

    /** The 32 secret bytes. */
    public byte[] secretBytes() {
        return Base64.getDecoder().decode(enrolmentSecret);
    }

    @Override
    public String toString() {
        return "Seed[fleet=" + fleetId + ", batch=" + batchId + "]";
    }
}
