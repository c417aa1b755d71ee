package dev.cairn.agent.install;

import dev.cairn.protocol.AfterInstall;
import java.time.Duration;

/** Counts down on the console, and takes the machine to where the seed wants it. One thread. */
final class Ending {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int SECONDS_TO_READ = 10;

    private final Installer.Parts parts;

    Ending(Installer.Parts parts) {
        this.parts = parts;
    }

    void afterInstalling(AfterInstall then) {
        switch (then) {
            case POWER_OFF -> {
                say("switching off");
                parts.machine().powerOff();
            }
            case REBOOT -> {
                if (countDown("restarting", SECONDS_TO_READ)) {
                    parts.machine().reboot();
                }
            }
        }
    }

    /** @param stick the name of the disk that runs */
    void whenInstalledBefore(AfterInstall then, String stick) {
        switch (then) {
            case POWER_OFF -> {
                if (countDown("switching off", SECONDS_TO_READ)) {
                    parts.machine().powerOff();
                }
            }
            case REBOOT -> {
                say("REMOVE THE STICK: the machine then restarts from its disk");
                if (awaitRemoval(stick)) {
                    parts.machine().reset();
                }
            }
        }
    }

    /** Restarting with the stick left in would only lead back here. */
    private boolean awaitRemoval(String stick) {
        while (parts.disks().all().stream().anyMatch(disk -> disk.name().equals(stick))) {
            if (!parts.pause().test(SECOND)) {
                return false;
            }
        }
        return true;
    }

    /** False when the program shall end. */
    boolean countDown(String what, int seconds) {
        for (int left = seconds; left > 0; left--) {
            if (left % 10 == 0 || left <= 5 || left == seconds) {
                say(what + " in " + left + " s");
            }
            if (!parts.pause().test(SECOND)) {
                return false;
            }
        }
        return true;
    }

    private void say(String line) {
        parts.console().say(line);
    }
}
