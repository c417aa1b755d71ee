package dev.cairn.agent.update;

import dev.cairn.protocol.SlotName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The update under way, as it is saved. Immutable.
 *
 * @param sequence of the order that asked for it, 0 if it was found on the ESP
 * @param from the slot to go back to, by name
 * @param generation of the trial's entry; 0 before it is armed
 * @param bootId of the boot in which the machine was last asked to restart; empty before that
 * @param kubernetesWasReady whether Kubernetes was ready in the old slot just before the restart
 * @param trialStarts how often the agent started in the trial
 * @param reason why it is rolled back; empty before that
 * @param floor of the order, to hold from the commit on; null for none
 * @param soakedMs how long the trial has been healthy, over all its boots; null stands for 0 in records of older agents
 * @param snapshot how far the snapshot of the cluster is that is taken before the restart; null for untried
 */
public record UpdateTarget(
        String bundleDigest,
        String releaseDigest,
        String version,
        int healthWindowSeconds,
        long sequence,
        SlotName from,
        SlotName to,
        long generation,
        String bootId,
        boolean kubernetesWasReady,
        int trialStarts,
        String reason,
        @Nullable Long floor,
        @Nullable Long soakedMs,
        @Nullable SnapshotBefore snapshot) {
    static UpdateTarget ordered(
            String bundleDigest,
            String releaseDigest,
            String version,
            int healthWindowSeconds,
            long sequence,
            SlotName from,
            SlotName to,
            @Nullable Long floor) {
        return new UpdateTarget(
                bundleDigest,
                releaseDigest,
                version,
                healthWindowSeconds,
                sequence,
                from,
                to,
                0,
                "",
                false,
                0,
                "",
                floor,
                null,
                null);
    }

    UpdateTarget armed(long newGeneration, boolean ready) {
        return with(newGeneration, bootId, ready, trialStarts, reason, soakedMs, SnapshotBefore.UNTRIED);
    }

    UpdateTarget restarting(String boot) {
        return with(generation, boot, kubernetesWasReady, trialStarts, reason, soakedMs, snapshot);
    }

    UpdateTarget because(String why) {
        return with(generation, bootId, kubernetesWasReady, trialStarts, why, soakedMs, snapshot);
    }

    UpdateTarget startedInTrial() {
        return with(generation, bootId, kubernetesWasReady, trialStarts + 1, reason, soakedMs, snapshot);
    }

    UpdateTarget soaked(Duration healthyFor) {
        return with(generation, bootId, kubernetesWasReady, trialStarts, reason, healthyFor.toMillis(), snapshot);
    }

    SnapshotBefore keeps() {
        return snapshot == null ? SnapshotBefore.UNTRIED : snapshot;
    }

    UpdateTarget keeping(SnapshotBefore far) {
        return with(generation, bootId, kubernetesWasReady, trialStarts, reason, soakedMs, far);
    }

    Duration soaked() {
        return Duration.ofMillis(soakedMs == null ? 0 : soakedMs);
    }

    private UpdateTarget with(
            long newGeneration,
            String boot,
            boolean ready,
            int starts,
            String why,
            @Nullable Long newSoakedMs,
            @Nullable SnapshotBefore kept) {
        return new UpdateTarget(
                bundleDigest,
                releaseDigest,
                version,
                healthWindowSeconds,
                sequence,
                from,
                to,
                newGeneration,
                boot,
                ready,
                starts,
                why,
                floor,
                newSoakedMs,
                kept);
    }
}
