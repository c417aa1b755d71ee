package dev.cairn.agent.health;

/** Port to what judges a trial. Nothing here asks whether a laptop can be reached. */
public interface HealthCheck {
    /** Whether Kubernetes on this node is ready now. */
    boolean kubernetesReady();

    /** The judgement at this moment; {@code kubernetesWasReady} is how it was before the update. */
    Verdict judge(boolean kubernetesWasReady);

    /** As good as before, or not yet, and why. */
    sealed interface Verdict {
        /** As good as before. */
        record Healthy() implements Verdict {}

        /** Not as good as before at this moment. */
        record NotYet(String reason) implements Verdict {}
    }
}
