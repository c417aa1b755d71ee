package dev.cairn.app.cli;

import dev.cairn.app.wiring.Cairn;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;

/** Listens for beacons for a while, so that a command knows who is near; as a mixin, the option that says for how long. */
final class Listening {
    @Option(
            names = "--listen",
            paramLabel = "SECONDS",
            defaultValue = "3",
            description = "Listen for beacons so long before.")
    private int seconds;

    void run(Cairn cairn) {
        forSeconds(cairn, seconds);
    }

    static void forSeconds(Cairn cairn, int seconds) {
        if (seconds <= 0) {
            return;
        }
        cairn.watchNodes().start();
        try {
            var unused = new CountDownLatch(1).await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
