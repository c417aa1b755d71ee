package dev.cairn.boot;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two kinds of bad releases, and a good one after them. Kept in {@code src/test/target/bad-releases}. */
class BadReleaseBootTest {
    private static final Duration MOST = Duration.ofMinutes(60);

    @Test
    @Tag("boot")
    @Timeout(value = 65, unit = TimeUnit.MINUTES)
    void fallsBackFromAPanicAndAKubernetesThatNeverGetsReadyAndTakesAGoodReleaseAfterwards() throws Exception {
        ScenarioRun.of(BadReleaseScenario.class, "bad-releases", MOST);
    }
}
