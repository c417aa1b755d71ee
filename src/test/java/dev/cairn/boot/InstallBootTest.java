package dev.cairn.boot;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * An installer stick in a machine with an empty disk: installs, restarts, refuses to install again, waits until it is pulled out, and the
 * machine restarts from its disk as a node. Consoles and steps are kept in {@code src/test/target/install-boot}.
 */
class InstallBootTest {
    private static final Duration MOST = Duration.ofMinutes(40);

    @Test
    @Tag("boot")
    @Timeout(value = 45, unit = TimeUnit.MINUTES)
    void aStickInstallsADiskThatThenBootsAloneAsANode() throws Exception {
        ScenarioRun.of(InstallScenario.class, "install-boot", MOST);
    }
}
