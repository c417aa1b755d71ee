package dev.cairn.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node tells the other nodes of its site about itself and its cluster; the address is that of the datagram, the site that of
 * the key. Immutable.
 *
 * @param name what the node is called in the cluster
 * @param machine tag of the machine id, null while unknown; two nodes with one machine id have one disk's content
 * @param boot changes with every boot
 * @param counter grows with every notice of a boot
 * @param cluster id of the cluster it belongs to, or is about to make
 * @param working whether Kubernetes calls it ready
 * @param eligible whether it may become a server
 * @param members tags of the names in the member list, from a server that a majority confirmed it just now; else null
 * @param step number of the newest step among servers that this node knows
 * @param promoted tag of the node that this server lets become a server, null for none
 * @param alarm what this node cannot solve by itself, null for nothing
 */
public record ClusterNotice(
        @JsonProperty("n") NodeId node,
        @JsonProperty("h") String name,
        @JsonProperty("k") @Nullable String machine,
        @JsonProperty("b") String boot,
        @JsonProperty("c") long counter,
        @JsonProperty("t") FormationPhase phase,
        @JsonProperty("i") @Nullable String cluster,
        @JsonProperty("o") boolean working,
        @JsonProperty("e") boolean eligible,
        @JsonProperty("d") DiskFitness disk,
        @JsonProperty("m") @Nullable List<String> members,
        @JsonProperty("s") long step,
        @JsonProperty("p") @Nullable String promoted,
        @JsonProperty("a") @Nullable NodeProblem alarm) {
    /** No member list that is told is longer. */
    public static final int MOST_MEMBERS = 9;

    private static final int TAG = 8;

    /** Checks that every part is short and plain, and copies the list. */
    public ClusterNotice {
        Names.requireHostName(name);
        Names.requireText("boot id", boot, 36);
        if (machine != null) {
            Names.requireText("machine tag", machine, TAG);
        }
        if (cluster != null) {
            Names.requireText("cluster id", cluster, 16);
        }
        if (promoted != null) {
            Names.requireText("tag", promoted, TAG);
        }
        if (members != null) {
            if (members.size() > MOST_MEMBERS) {
                throw new IllegalArgumentException("more than " + MOST_MEMBERS + " members");
            }
            members = List.copyOf(members);
            members.forEach(tag -> Names.requireText("tag", tag, TAG));
        }
    }

    /** The same with another counter. */
    public ClusterNotice counted(long number) {
        return new ClusterNotice(
                node, name, machine, boot, number, phase, cluster, working, eligible, disk, members, step, promoted,
                alarm);
    }

    /** A short name for a long one: the first 8 hex digits of its SHA-256. */
    public static String tag(String name) {
        return HexFormat.of().formatHex(Digests.sha256(name.getBytes(StandardCharsets.UTF_8)), 0, TAG / 2);
    }
}
