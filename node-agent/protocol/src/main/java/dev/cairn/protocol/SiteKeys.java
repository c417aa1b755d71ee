package dev.cairn.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/** Secrets that node and laptop derive on their own, so that none crosses the wire: HKDF-SHA256, RFC 5869. */
public final class SiteKeys {
    private final byte[] siteKey;

    private SiteKeys(byte[] siteKey) {
        this.siteKey = siteKey;
    }

    /** The keys of one site, from the batch's 32-byte enrolment secret. */
    public static SiteKeys of(byte[] enrolmentSecret, SiteId site) {
        return new SiteKeys(derive(enrolmentSecret, "cairn site v1 " + site.value()));
    }

    /** The 32-byte key that authenticates the beacons of a batch. */
    public static byte[] beaconKey(byte[] enrolmentSecret) {
        return derive(enrolmentSecret, "cairn beacon v1");
    }

    /** The 32-byte key that authenticates what the site's nodes tell each other. */
    byte[] noticeKey() {
        return derive(siteKey, "cairn cluster notice v1");
    }

    /** The secret with which servers join, in hex. */
    public String serverToken() {
        return HexFormat.of().formatHex(derive(siteKey, "cairn k3s server v1"));
    }

    /** The secret with which workers join, in hex; it does not admit a server. */
    public String agentToken() {
        return HexFormat.of().formatHex(derive(siteKey, "cairn k3s agent v1"));
    }

    private static byte[] derive(byte[] secret, String label) {
        try {
            AlgorithmParameterSpec extractThenExpand =
                    HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(label.getBytes(StandardCharsets.UTF_8), 32);
            return KDF.getInstance("HKDF-SHA256").deriveData(extractThenExpand);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("the JDK has no HKDF-SHA256", impossible);
        }
    }
}
