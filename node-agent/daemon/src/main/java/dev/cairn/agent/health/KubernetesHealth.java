package dev.cairn.agent.health;

import dev.cairn.protocol.KubernetesPhase;
import dev.cairn.protocol.KubernetesStatus;
import java.util.function.Supplier;

/** Healthy means: the agent runs, which it does if it asks, and Kubernetes is ready if it was ready before. */
public final class KubernetesHealth implements HealthCheck {
    private final Supplier<KubernetesStatus> kubernetes;

    /** Takes snapshots from the given source. */
    public KubernetesHealth(Supplier<KubernetesStatus> kubernetes) {
        this.kubernetes = kubernetes;
    }

    @Override
    public boolean kubernetesReady() {
        return kubernetes.get().phase() == KubernetesPhase.READY;
    }

    @Override
    public Verdict judge(boolean kubernetesWasReady) {
        if (!kubernetesWasReady || kubernetesReady()) {
            return new Verdict.Healthy();
        }
        KubernetesStatus now = kubernetes.get();
        return new Verdict.NotYet(
                "kubernetes.not-ready: " + (now.reason().isEmpty() ? now.phase().word() : now.reason()));
    }
}
