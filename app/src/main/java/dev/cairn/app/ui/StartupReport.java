package dev.cairn.app.ui;

import java.time.Duration;
import java.time.Instant;
import javafx.scene.Scene;

/**
 * Tells once, on standard error, how long after the start of the process the first screen stood with real data: {@code
 * first-window-ms=N}, when the system property {@code cairn.startup.report} is true. FX thread only.
 */
final class StartupReport {
    private boolean told = !Boolean.getBoolean("cairn.startup.report");

    void ready(Scene scene) {
        if (told) {
            return;
        }
        told = true;
        Runnable[] afterLayout = new Runnable[1];
        afterLayout[0] = () -> {
            scene.removePostLayoutPulseListener(afterLayout[0]);
            ProcessHandle.current().info().startInstant().ifPresent(StartupReport::tell);
        };
        scene.addPostLayoutPulseListener(afterLayout[0]);
    }

    private static void tell(Instant start) {
        System.err.println(
                "first-window-ms=" + Duration.between(start, Instant.now()).toMillis());
    }
}
