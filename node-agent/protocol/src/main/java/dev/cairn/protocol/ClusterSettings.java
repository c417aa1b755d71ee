package dev.cairn.protocol;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a profile says of the cluster that its nodes form, as it stands in each slot ({@link #PATH}, canonical JSON). The same on all
 * nodes of a site. Immutable.
 *
 * @param format always {@link #FORMAT}
 * @param voters how many servers a site with enough nodes shall have: 1, 3 or 5
 * @param podCidr null for {@link #USUAL_PODS}
 * @param serviceCidr null for {@link #USUAL_SERVICES}
 * @param flannelBackend {@code none} if a chart brings the network; null for k3s's own choice
 * @param disabled components of the distribution that are not wanted
 * @param localStoragePath where local volumes are kept, null for k3s's own place
 * @param tlsSans more names and addresses in the API server's certificate
 * @param snapshotCron when the database is saved, null for k3s's own times
 * @param snapshotsKept how many of those are kept
 * @param registriesForbidden whether images come with the release alone
 */
public record ClusterSettings(
        String format,
        int voters,
        @Nullable String podCidr,
        @Nullable String serviceCidr,
        @Nullable String flannelBackend,
        List<String> disabled,
        @Nullable String localStoragePath,
        List<String> tlsSans,
        @Nullable String snapshotCron,
        int snapshotsKept,
        boolean secretsEncrypted,
        boolean registriesForbidden) {
    private static final Set<Integer> VOTERS = Set.of(1, 3, 5);
    private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final int MOST_TEXT = 255;

    public static final String FORMAT = "cairn-cluster-1";
    /** Where it stands in a slot. */
    public static final String PATH = "/usr/lib/cairn/cluster.json";
    /** k3s's own ranges. */
    public static final Cidr USUAL_PODS = Cidr.parse("10.42.0.0/16");

    public static final Cidr USUAL_SERVICES = Cidr.parse("10.43.0.0/16");
    /** What a cluster is without a word in its profile. */
    public static final ClusterSettings USUAL =
            new ClusterSettings(FORMAT, 3, null, null, null, List.of(), null, List.of(), null, 5, false, false);

    /** Checks what would break a cluster and copies the lists. */
    public ClusterSettings {
        if (!FORMAT.equals(format)) {
            throw new IllegalArgumentException("format is not " + FORMAT);
        }
        if (!VOTERS.contains(voters)) {
            throw new IllegalArgumentException("voters are 1, 3 or 5");
        }
        if (cidr(podCidr, USUAL_PODS).overlaps(cidr(serviceCidr, USUAL_SERVICES))) {
            throw new IllegalArgumentException("pods and services share addresses");
        }
        if (snapshotsKept < 1) {
            throw new IllegalArgumentException("at least one snapshot is kept");
        }
        disabled = List.copyOf(disabled);
        tlsSans = List.copyOf(tlsSans);
        requireWords(disabled);
        requireWords(flannelBackend == null ? List.of() : List.of(flannelBackend));
        tlsSans.forEach(name -> Names.requireText("a name in the certificate", name, MOST_TEXT));
        Names.requireText("local storage path", Objects.requireNonNullElse(localStoragePath, ""), MOST_TEXT);
        Names.requireText("snapshot times", Objects.requireNonNullElse(snapshotCron, ""), MOST_TEXT);
    }

    /** Reads what stands in a slot; throws {@link NodeProblem#SETTINGS_MALFORMED}. */
    public static ClusterSettings read(byte[] json) {
        return ProtocolJson.readStrict(json, ClusterSettings.class, NodeProblem.SETTINGS_MALFORMED, "settings", PATH);
    }

    /** The bytes that stand in a slot. */
    public byte[] bytes() {
        return CanonicalJson.bytes(this);
    }

    private static Cidr cidr(@Nullable String text, Cidr usual) {
        return text == null ? usual : Cidr.parse(text);
    }

    private static void requireWords(List<String> words) {
        words.stream().filter(word -> !WORD.matcher(word).matches()).forEach(word -> {
            throw new IllegalArgumentException("not a word of k3s: " + Names.shown(word));
        });
    }
}
