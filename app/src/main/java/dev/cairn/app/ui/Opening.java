package dev.cairn.app.ui;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.wiring.Cairn;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the inventory on its own thread while the window comes up. */
final class Opening {
    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

    private final Supplier<Cairn> open;
    private final CompletableFuture<Cairn> opened = new CompletableFuture<>();

    Opening(Supplier<Cairn> open) {
        this.open = open;
    }

    void begin() {
        Thread.ofPlatform().name("open").start(() -> {
            try {
                opened.complete(open.get());
            } catch (RuntimeException e) {
                opened.completeExceptionally(e);
            }
        });
    }

    /** Calls one of the two on the FX thread. */
    void whenOpened(Consumer<Cairn> done, Consumer<Problem> failed) {
        opened.whenComplete((cairn, error) -> Platform.runLater(() -> {
            if (error == null) {
                done.accept(cairn);
            } else {
                failed.accept(problem(error));
            }
        }));
    }

    void close() {
        try {
            opened.join().close();
        } catch (CompletionException neverOpened) {
            LOG.debug("nothing to close", neverOpened);
        }
    }

    private static Problem problem(Throwable error) {
        if (error instanceof ProblemException known) {
            return known.problem();
        }
        LOG.error("the inventory could not be opened", error);
        return Problem.of(AppProblem.UNEXPECTED, "open", "inventory", "detail", error);
    }
}
