package dev.cairn.boot;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The power fails at any point of an update. */
class PowerCutTest {
    private static final Duration MOST = Duration.ofMinutes(50);

    @Test
    @Tag("boot")
    @Timeout(value = 55, unit = TimeUnit.MINUTES)
    void noPowerCutInAnUpdateLeavesADiskThatDoesNotBootOrBootsWhatNobodyAskedFor() throws Exception {
        ScenarioRun.of(PowerCutScenario.class, "power-cut", MOST);
    }
}
