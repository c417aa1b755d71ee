package dev.cairn.agent.install;

import dev.cairn.image.Progress;

/** Shows every tenth of a phase as a line. Called by one thread at a time. */
final class PercentLines implements Progress {
    private static final int STEP = 10;

    private final InstallConsole console;
    private String phase = "";
    private long shown = -1;

    PercentLines(InstallConsole console) {
        this.console = console;
    }

    @Override
    public void report(String now, String element, long done, long total) {
        if (!now.equals(phase)) {
            phase = now;
            shown = -1;
        }
        long percent = total <= 0 ? 0 : done * 100 / total / STEP * STEP;
        if (percent > shown) {
            shown = percent;
            console.say(InstallTexts.phase(now) + ": " + percent + " %");
        }
    }
}
