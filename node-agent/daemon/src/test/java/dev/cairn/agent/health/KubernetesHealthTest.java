package dev.cairn.agent.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.protocol.KubernetesPhase;
import dev.cairn.protocol.KubernetesStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KubernetesHealthTest {
    /** seapath PR#287: a cable that was unplugged before the update is no reason to roll back. */
    @ParameterizedTest
    @EnumSource(KubernetesPhase.class)
    void healthIsAsGoodAsBefore(KubernetesPhase phase) {
        KubernetesHealth health = health(true, phase);
        assertThat(health.judge(false)).isInstanceOf(HealthCheck.Verdict.Healthy.class);
        assertThat(health.judge(true) instanceof HealthCheck.Verdict.Healthy).isEqualTo(phase == KubernetesPhase.READY);
    }

    @Test
    void anAgentThatIsNotUpIsNotHealthyWhateverKubernetesSays() {
        assertThat(health(false, KubernetesPhase.READY).judge(false))
                .isInstanceOfSatisfying(
                        HealthCheck.Verdict.NotYet.class,
                        notYet -> assertThat(notYet.reason()).contains("SSH"));
    }

    private static KubernetesHealth health(boolean up, KubernetesPhase phase) {
        return new KubernetesHealth(() -> up, () -> new KubernetesStatus("k3s", "v1", phase, "a reason", 0));
    }
}
