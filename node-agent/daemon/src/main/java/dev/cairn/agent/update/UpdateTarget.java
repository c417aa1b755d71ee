package dev.cairn.agent.update;

import dev.cairn.protocol.SlotName;

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
        String reason) {
    UpdateTarget armed(long newGeneration, boolean ready) {
        return new UpdateTarget(
                bundleDigest,
                releaseDigest,
                version,
                healthWindowSeconds,
                sequence,
                from,
                to,
                newGeneration,
                bootId,
                ready,
                trialStarts,
                reason);
    }

    UpdateTarget restarting(String boot, String why) {
        return new UpdateTarget(
                bundleDigest,
                releaseDigest,
                version,
                healthWindowSeconds,
                sequence,
                from,
                to,
                generation,
                boot,
                kubernetesWasReady,
                trialStarts,
                why);
    }

    UpdateTarget startedInTrial() {
        return new UpdateTarget(
                bundleDigest,
                releaseDigest,
                version,
                healthWindowSeconds,
                sequence,
                from,
                to,
                generation,
                bootId,
                kubernetesWasReady,
                trialStarts + 1,
                reason);
    }
}
