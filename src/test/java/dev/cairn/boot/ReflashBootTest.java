package dev.cairn.boot;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node is written anew over SSH by its bootstrap system. Kept in {@code src/test/target/reflash}. */
class ReflashBootTest {
    private static final Duration MOST = Duration.ofMinutes(45);

    @Test
    @Tag("boot")
    @Tag("nightly")
    @Timeout(value = 50, unit = TimeUnit.MINUTES)
    void isWrittenAnewWithItsDataKeptAndWithItErased() throws Exception {
        ScenarioRun.of(ReflashScenario.class, "reflash", MOST);
    }
}
