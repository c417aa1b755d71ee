package dev.cairn.boot;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A site of three nodes that forms by itself and is updated while the laptop leaves. Kept in {@code src/test/target/three-nodes}. */
class ThreeNodesBootTest {
    private static final Duration MOST = Duration.ofMinutes(75);

    @Test
    @Tag("boot")
    @Tag("nightly")
    @Timeout(value = 80, unit = TimeUnit.MINUTES)
    void formsIsPromotedAndIsUpdatedNodeByNodeWhileTheLaptopLeaves() throws Exception {
        ScenarioRun.apart(ThreeNodesScenario.class, "three-nodes", 3, MOST);
    }
}
