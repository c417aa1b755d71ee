package dev.cairn.boot;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A node from bare disk to observed: baked, booted, discovered, updated over a power cut, and switched on and off ten times. Console, steps
 * and what QEMU said are kept in {@code src/test/target/boot}.
 */
class BootTest {
    private static final Duration MOST = Duration.ofMinutes(50);

    @Test
    @Tag("boot")
    @Timeout(value = 55, unit = TimeUnit.MINUTES)
    void bootsUpdatesSurvivesPowerCutsAndReports() throws Exception {
        ScenarioRun.of(BootScenario.class, "boot", MOST);
    }
}
