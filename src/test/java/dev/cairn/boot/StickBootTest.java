package dev.cairn.boot;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An update stick is plugged into a running node. Kept in {@code src/test/target/stick}. */
class StickBootTest {
    private static final Duration MOST = Duration.ofMinutes(35);

    @Test
    @Tag("boot")
    @Tag("nightly")
    @Timeout(value = 40, unit = TimeUnit.MINUTES)
    void isUpdatedByAStickAndNotByAnOldOne() throws Exception {
        ScenarioRun.of(StickScenario.class, "stick", MOST);
    }
}
