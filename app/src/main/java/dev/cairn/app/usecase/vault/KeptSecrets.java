package dev.cairn.app.usecase.vault;

import dev.cairn.protocol.ClusterSecrets;

/**
 * What the vault keeps of a cluster. Immutable.
 *
 * @param format always {@link #FORMAT}
 * @param node the label of the server that it came from
 * @param takenMs when, in ms since 1970
 */
public record KeptSecrets(
        String format,
        String siteName,
        String cluster,
        String node,
        String agentVersion,
        long takenMs,
        ClusterSecrets secrets) {
    public static final String FORMAT = "cairn-kept-secrets-1";

    /** Refuses another format. */
    public KeptSecrets {
        if (!FORMAT.equals(format)) {
            throw new IllegalArgumentException("format is not " + FORMAT);
        }
    }
}
