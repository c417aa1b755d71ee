package dev.cairn.boot;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two more kinds of bad releases, and a good one after them. Kept in {@code src/test/target/broken-slots}. */
class BrokenSlotBootTest {
    private static final Duration MOST = Duration.ofMinutes(60);

    @Test
    @Tag("boot")
    @Tag("nightly")
    @Timeout(value = 65, unit = TimeUnit.MINUTES)
    void fallsBackFromARootThatCannotBeMountedAndAnAgentThatHangs() throws Exception {
        ScenarioRun.of(BrokenSlotScenario.class, "broken-slots", MOST);
    }
}
