package dev.cairn.app.ui.rollouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WavesTest {
    @Test
    void putsTheRestIntoALastWave() {
        assertThat(Waves.divide(List.of(1, 2, 3, 4, 5), Waves.sizes("1, 2")))
                .containsExactly(List.of(1), List.of(2, 3), List.of(4, 5));
    }

    @Test
    void leavesOutWavesThatWouldBeEmpty() {
        assertThat(Waves.divide(List.of(1, 2), Waves.sizes("1, 5, 25"))).containsExactly(List.of(1), List.of(2));
        assertThat(Waves.divide(List.of(), Waves.sizes("1"))).isEmpty();
    }

    @Test
    void readsOnlyPositiveNumbers() {
        assertThat(Waves.sizes("0, x, 3; 99999999999")).containsExactly(3);
    }
}
