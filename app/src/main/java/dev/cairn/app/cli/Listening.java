package dev.cairn.app.cli;

import dev.cairn.app.wiring.Cairn;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Listens for beacons for a while, so that a command knows who is near. */
final class Listening {
    private Listening() {}

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
