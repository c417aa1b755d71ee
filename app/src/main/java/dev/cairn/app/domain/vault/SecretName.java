package dev.cairn.app.domain.vault;

import java.util.regex.Pattern;

/**
 * Under which name a secret stands in the vault. Immutable.
 *
 * @param value lower-case words, digits, dashes and slashes, at most 100 characters
 */
public record SecretName(String value) implements Comparable<SecretName> {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9/-]{1,100}");
    private static final String BATCH = "batch/";
    private static final String CLUSTER = "cluster/";

    /** The fleet's Ed25519 key in PKCS #8. */
    public static final SecretName FLEET_KEY = new SecretName("fleet-key");

    /** The key that this laptop logs in with, in OpenSSH's form. */
    public static final SecretName LAPTOP_KEY = new SecretName("laptop-key");

    public SecretName {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a secret's name: " + value);
        }
    }

    /** The enrolment secret of a batch: 32 bytes. */
    public static SecretName batch(String id) {
        return new SecretName(BATCH + id);
    }

    /** What the cluster of a site cannot be rebuilt without; a site that made a new cluster has one for each. */
    public static SecretName cluster(String site, String cluster) {
        return new SecretName(clustersOf(site) + cluster);
    }

    /** How the names of all that is kept of a site's clusters begin. */
    public static String clustersOf(String site) {
        return CLUSTER + site + "/";
    }

    /** Whether it is of a cluster. */
    public boolean isOfACluster() {
        return value.startsWith(CLUSTER);
    }

    @Override
    public int compareTo(SecretName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
