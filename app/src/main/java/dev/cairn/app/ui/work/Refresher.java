package dev.cairn.app.ui.work;

import dev.cairn.app.domain.Problem;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Loads something again whenever it is asked to: one load at a time, and however often it is asked meanwhile, one more a moment
 * after. FX thread only.
 */
public final class Refresher<T> {
    private final UiWork work;
    private final String phase;
    private final Callable<T> load;
    private final Consumer<T> done;
    private final Consumer<Problem> failed;
    private boolean running;
    private boolean again;

    /** {@code load} runs off the FX thread. */
    public Refresher(UiWork work, String phase, Callable<T> load, Consumer<T> done, Consumer<Problem> failed) {
        this.work = work;
        this.phase = phase;
        this.load = load;
        this.done = done;
        this.failed = failed;
    }

    /** Asks for a load. */
    public void refresh() {
        if (running) {
            again = true;
            return;
        }
        running = true;
        work.run(phase, load, value -> ended(() -> done.accept(value)), problem -> ended(() -> failed.accept(problem)));
    }

    private void ended(Runnable tell) {
        running = false;
        tell.run();
        if (again) {
            again = false;
            work.soon(this::refresh);
        }
    }
}
