package dev.cairn.app.domain.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a node said about itself, and when: the actual state.
 *
 * @param state how far it says it has come, one of {@code discovered}, {@code assigned}, {@code provisioned}, {@code active}
 * @param slot {@code a}, {@code b} or {@link #BOOTSTRAP}
 * @param release digest of the running release; empty when unknown
 * @param trial whether the running slot has not been committed yet
 * @param updatePhase {@code idle}, {@code transfer}, {@code write}, … {@code trial}
 * @param lastUpdate null when none was tried
 * @param health {@code healthy}, {@code degraded} or {@code unknown}
 * @param kubernetes {@code ready}, {@code starting}, {@code absent}, …
 * @param orderSequence the highest order accepted, 0 for none
 * @param warnings codes of problems that it lives with
 * @param cluster where it stands in its site's cluster; null when it told nothing of that
 * @param content what it runs in Kubernetes; null from agents that cannot change it
 * @param slots what its slots hold; empty in reports that older versions of this program kept
 * @param snapshots what it holds of the cluster's earlier states, newest first; empty where it told of none
 * @param restore the last restore it was asked for; null from agents that know none
 */
public record NodeReport(
        Instant at,
        String state,
        String hostName,
        String slot,
        String release,
        String version,
        boolean trial,
        String updatePhase,
        long updateDone,
        long updateTotal,
        @Nullable UpdateEnd lastUpdate,
        String health,
        String kubernetes,
        String kubernetesReason,
        long orderSequence,
        String bootId,
        String agentVersion,
        List<String> warnings,
        @Nullable ClusterReport cluster,
        @Nullable ContentReport content,
        List<SlotContent> slots,
        List<SnapshotReport> snapshots,
        @Nullable RestoreReport restore) {
    public NodeReport {
        warnings = List.copyOf(warnings);
        slots = slots == null ? List.of() : List.copyOf(slots);
        snapshots = snapshots == null ? List.of() : List.copyOf(snapshots);
    }

    /** A report that tells nothing of slots and snapshots. */
    public NodeReport(
            Instant at,
            String state,
            String hostName,
            String slot,
            String release,
            String version,
            boolean trial,
            String updatePhase,
            long updateDone,
            long updateTotal,
            @Nullable UpdateEnd lastUpdate,
            String health,
            String kubernetes,
            String kubernetesReason,
            long orderSequence,
            String bootId,
            String agentVersion,
            List<String> warnings,
            @Nullable ClusterReport cluster,
            @Nullable ContentReport content) {
        this(
                at,
                state,
                hostName,
                slot,
                release,
                version,
                trial,
                updatePhase,
                updateDone,
                updateTotal,
                lastUpdate,
                health,
                kubernetes,
                kubernetesReason,
                orderSequence,
                bootId,
                agentVersion,
                warnings,
                cluster,
                content,
                List.of(),
                List.of(),
                null);
    }

    /** What the slot of this name holds, if that was told. */
    public Optional<SlotContent> contentOf(String name) {
        return slots.stream().filter(content -> content.name().equals(name)).findFirst();
    }

    /** What stands for a slot while the bootstrap system runs. */
    public static final String BOOTSTRAP = "bootstrap";

    /** Whether the node runs its bootstrap system, and so none of its slots. */
    public boolean runsBootstrap() {
        return slot.equals(BOOTSTRAP);
    }
}
