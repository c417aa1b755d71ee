package dev.cairn.app.ui;

import dev.cairn.app.ui.port.DemoFleet;
import dev.cairn.app.wiring.Cairn;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Platform;
import javafx.stage.Stage;

/** Opens the desktop app. Call once per process, from the main thread. */
public final class CairnDesktop {
    /** Held, since loggers that nobody holds forget their level. */
    private static final Logger JAVAFX = Logger.getLogger("javafx");

    private CairnDesktop() {}

    /** Opens the app on a data folder and returns when its window was closed. */
    public static void launch(Path home) {
        launch(() -> Cairn.open(home), home, cairn -> Optional.empty());
    }

    /**
     * The same with another way to open, and with a demo fleet where one is available. The window appears while {@code open} runs on
     * another thread; what was opened is closed at the end.
     */
    public static void launch(Supplier<Cairn> open, Path home, Function<Cairn, Optional<DemoFleet>> demo) {
        quietJavaFx();
        CountDownLatch closed = new CountDownLatch(1);
        Opening opening = new Opening(open);
        opening.begin();
        Platform.startup(() -> {
            Stage stage = new Stage();
            Desktop desktop = new Desktop(stage, home, new SystemFiles(stage));
            stage.setOnHidden(event -> closed.countDown());
            desktop.showOpening();
            opening.whenOpened(cairn -> desktop.show(cairn, demo.apply(cairn)), desktop::showFailure);
        });
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            opening.close();
            Platform.exit();
        }
    }

    /** JavaFX warns that it is on the class path. It is so on purpose: only then can its classes be archived for a quick start. */
    private static void quietJavaFx() {
        JAVAFX.setLevel(Level.SEVERE);
    }
}
