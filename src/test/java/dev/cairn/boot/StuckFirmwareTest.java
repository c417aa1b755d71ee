package dev.cairn.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a machine is held for stuck: only where its kernel restarted it and its firmware says nothing. */
final class StuckFirmwareTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void onlySilenceAfterARestartCounts() throws Exception {
        assertThat(isStuck("[   99.1] cairn-agent[1]: INFO  waits\r\n", 10)).isFalse();
        assertThat(isStuck("[  116.0] reboot: Restarting system\r\n", 1))
                .as("a moment ago")
                .isFalse();
        assertThat(isStuck("[  116.0] reboot: Restarting system\r\n", 10)).isTrue();
        assertThat(isStuck("[  116.0] reboot: Restarting system\r\nBdsDxe: loading Boot0001\r\n", 10))
                .as("the firmware is over")
                .isFalse();
        assertThat(isStuck(
                        "[    1.0] reboot: Restarting system\r\nBdsDxe\r\n[   2.0] reboot: Restarting system\r\n", 10))
                .as("the second time")
                .isTrue();
    }

    private boolean isStuck(String text, int minutesAgo) throws Exception {
        Path file = Files.writeString(folder.resolve(ConsoleLog.NAME), text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofMinutes(minutesAgo))));
        return new ConsoleLog(file).isSilentSinceRestart(LIMIT);
    }
}
