package dev.cairn.agent.formation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.protocol.DiskFitness;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DiskGateTest {
    private Duration takes = Duration.ofMillis(5);
    private final DiskGate gate = new DiskGate(() -> Optional.of(takes), Duration.ofMinutes(3));

    @Test
    void aDiskThatWasBusyIsMeasuredAgainAndCountsThen() {
        takes = Duration.ofMillis(200);
        gate.measure(0);
        assertThat(gate.fitnessAt(minutes(3) - 1, false)).isEqualTo(DiskFitness.UNFIT);
        assertThat(gate.fitnessAt(minutes(3), false)).isEqualTo(DiskFitness.UNKNOWN);
        assertThat(gate.fitness()).as("for others, until it is measured").isEqualTo(DiskFitness.UNFIT);
        takes = Duration.ofMillis(5);
        gate.measure(minutes(3));
        assertThat(gate.fitnessAt(minutes(3), false)).isEqualTo(DiskFitness.GOOD);
    }

    @Test
    void aSlowDiskIsMeasuredEverMoreSeldomButOnceADay() {
        takes = Duration.ofMillis(200);
        gate.measure(0);
        gate.measure(minutes(3));
        assertThat(gate.fitnessAt(minutes(9) - 1, false)).isEqualTo(DiskFitness.UNFIT);
        assertThat(gate.fitnessAt(minutes(9), false)).isEqualTo(DiskFitness.UNKNOWN);
        for (int i = 0; i < 20; i++) {
            gate.measure(minutes(9));
        }
        assertThat(gate.fitnessAt(minutes(9 + 24 * 60) - 1, false)).isEqualTo(DiskFitness.UNFIT);
        assertThat(gate.fitnessAt(minutes(9 + 24 * 60), false)).isEqualTo(DiskFitness.UNKNOWN);
    }

    @Test
    void whatHasPassedIsNotMeasuredAgainNorIsAServer() {
        assertThat(gate.fitnessAt(0, false)).isEqualTo(DiskFitness.UNKNOWN);
        assertThat(gate.fitnessAt(0, true)).isEqualTo(DiskFitness.UNKNOWN);
        gate.measure(0);
        assertThat(gate.fitnessAt(minutes(100_000), false)).isEqualTo(DiskFitness.GOOD);
        takes = Duration.ofMillis(200);
        gate.measure(0);
        assertThat(gate.fitnessAt(minutes(100_000), true)).isEqualTo(DiskFitness.UNFIT);
    }

    private static long minutes(long minutes) {
        return Duration.ofMinutes(minutes).toMillis();
    }
}
