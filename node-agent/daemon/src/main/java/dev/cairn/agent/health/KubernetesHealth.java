package dev.cairn.agent.health;

import dev.cairn.protocol.KubernetesPhase;
import dev.cairn.protocol.KubernetesStatus;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Healthy means: the whole agent is up, and Kubernetes is ready if it was ready before. */
public final class KubernetesHealth implements HealthCheck {
    private final BooleanSupplier agentIsUp;
    private final Supplier<KubernetesStatus> kubernetes;

    /** Takes snapshots from the given sources. */
    public KubernetesHealth(BooleanSupplier agentIsUp, Supplier<KubernetesStatus> kubernetes) {
        this.agentIsUp = agentIsUp;
        this.kubernetes = kubernetes;
    }

    @Override
    public boolean kubernetesReady() {
        return kubernetes.get().phase() == KubernetesPhase.READY;
    }

    @Override
    public Verdict judge(boolean kubernetesWasReady) {
        if (!agentIsUp.getAsBoolean()) {
            return new Verdict.NotYet("the agent is not up: it does not answer on SSH");
        }
        if (!kubernetesWasReady || kubernetesReady()) {
            return new Verdict.Healthy();
        }
        KubernetesStatus now = kubernetes.get();
        return new Verdict.NotYet(
                "kubernetes.not-ready: " + (now.reason().isEmpty() ? now.phase().word() : now.reason()));
    }
}
