package dev.cairn.agent.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.agent.formation.DiskProbe;
import dev.cairn.protocol.DiskFitness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FdatasyncProbeTest {
    @TempDir
    Path folder;

    @Test
    void measuresARealDiskAndLeavesNothing() throws IOException {
        assertThat(new FdatasyncProbe(folder).measure())
                .hasValueSatisfying(time -> assertThat(time).isPositive());
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aFolderThatTakesNoFileGivesNoMeasurementAndAnUnfitDisk() throws IOException {
        Path file = Files.createFile(folder.resolve("in-the-way"));
        Optional<Duration> measured = new FdatasyncProbe(file).measure();
        assertThat(measured).isEmpty();
        assertThat(DiskProbe.fitness(measured)).isEqualTo(DiskFitness.UNFIT);
    }

    @Test
    void theSlowestHundredthDecides() {
        List<Duration> times = new ArrayList<>();
        for (int i = 1; i <= 400; i++) {
            times.add(Duration.ofMillis(i <= 396 ? 1 : 60));
        }
        Duration worst = FdatasyncProbe.percentile(times);
        assertThat(worst).isEqualTo(Duration.ofMillis(60));
        assertThat(DiskProbe.fitness(Optional.of(worst))).isEqualTo(DiskFitness.UNFIT);
        assertThat(DiskProbe.fitness(Optional.of(Duration.ofMillis(20)))).isEqualTo(DiskFitness.SLOW);
        assertThat(DiskProbe.fitness(Optional.of(Duration.ofMillis(10)))).isEqualTo(DiskFitness.GOOD);
    }
}
