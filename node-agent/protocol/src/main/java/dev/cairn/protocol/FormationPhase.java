package dev.cairn.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a node is on its way into its site's cluster. */
public enum FormationPhase {
    /** Knows no site, or has no Kubernetes. */
    WAITING,

    /** Listens whether its site has a cluster. */
    SETTLING,

    /** Heard none, and says that it would be the first server. */
    CLAIMING,

    /** Makes the site's cluster; nobody joins it yet. */
    SEEDING,

    /** A server and voter of the cluster. */
    SERVER,

    /** On its way into the cluster as an agent. */
    JOINING,

    /** A worker of the cluster. */
    AGENT,

    /** On its way from agent to server. */
    PROMOTING,

    /** No member any more: puts its server's data away. */
    DEMOTING,

    /** In no cluster, and may not go on while its alarm lasts. */
    HELD;

    /** Whether a node in this phase belongs to a cluster that others may hear of. */
    public boolean isInside() {
        return switch (this) {
            case SERVER, JOINING, AGENT, PROMOTING, DEMOTING -> true;
            case WAITING, SETTLING, CLAIMING, SEEDING, HELD -> false;
        };
    }

    /** What a node in this phase is for workloads; nothing while it runs none. */
    public Optional<NodeRole> role() {
        return switch (this) {
            case SERVER -> Optional.of(NodeRole.SERVER);
            case AGENT, PROMOTING -> Optional.of(NodeRole.AGENT);
            case WAITING, SETTLING, CLAIMING, SEEDING, JOINING, DEMOTING, HELD -> Optional.empty();
        };
    }

    /** The lower-case word on the wire. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant of a word; throws {@link IllegalArgumentException} on any other word. */
    @JsonCreator
    public static FormationPhase of(String word) {
        return Arrays.stream(values())
                .filter(value -> value.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown FormationPhase"));
    }
}
