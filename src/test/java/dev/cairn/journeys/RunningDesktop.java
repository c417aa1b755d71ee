package dev.cairn.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.ui.Desktop;
import dev.cairn.app.ui.port.DemoFleet;
import dev.cairn.app.ui.port.FileChoosing;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.wiring.Cairn;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventTarget;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** The app in a real window on the virtual display, driven by mouse and keyboard. Used by one test thread. */
final class RunningDesktop implements AutoCloseable {
    private static final Path PICTURES = Path.of("target", "journeys");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final FxRobot robot = new FxRobot();
    private final Cairn cairn;
    private final Stage stage;

    private RunningDesktop(Cairn cairn, Stage stage) {
        this.cairn = cairn;
        this.stage = stage;
    }

    /** Opens the window; the caller has opened the app and this closes both. */
    static RunningDesktop open(Cairn cairn, FileChoosing files, Optional<DemoFleet> demo) throws TimeoutException {
        requireDisplay();
        FxToolkit.registerPrimaryStage();
        Platform.setImplicitExit(false);
        Stage stage = onFx(() -> {
            Stage window = new Stage();
            window.setX(0);
            window.setY(0);
            window.setWidth(1280);
            window.setHeight(800);
            new Desktop(window, cairn.home(), files).show(cairn, demo);
            return window;
        });
        return new RunningDesktop(cairn, stage);
    }

    /** Without a display the journeys fail and say what is missing; they are never skipped. */
    static void requireDisplay() {
        assertThat(System.getenv("DISPLAY"))
                .as("the UI journeys need a display: install the Debian package xvfb and run ./cairn test")
                .isNotBlank();
        System.setProperty("prism.order", "sw");
        System.setProperty("java.awt.headless", "true");
        // each step of the mouse styles and draws what lies under it; TestFX makes up to 200 of a move
        System.setProperty("testfx.robot.move_max_count", "6");
    }

    Cairn cairn() {
        return cairn;
    }

    /** Clicks what the query names once it is there, visible, enabled, and no longer moving. */
    void click(String query) {
        robot.clickOn(place(query, 0), MouseButton.PRIMARY);
    }

    /** Clicks the nth of those that the query names. */
    void click(String query, int nth) {
        robot.clickOn(place(query, nth), MouseButton.PRIMARY);
    }

    /** Drags one thing onto another. */
    void drag(String from, String to) {
        Point2D start = place(from, 0);
        Point2D end = place(to, 0);
        robot.drag(start, MouseButton.PRIMARY).dropTo(end);
    }

    /** The middle of a node on the screen, once two looks in a row agree. */
    private Point2D place(String query, int nth) {
        Point2D[] last = {new Point2D(-1, -1)};
        until(query + " to stand still", () -> {
            Point2D now = onFx(() -> found(query)
                    .skip(nth)
                    .findFirst()
                    .map(node -> node.localToScreen(node.getBoundsInLocal()))
                    .map(bounds -> new Point2D(bounds.getCenterX(), bounds.getCenterY()))
                    .orElse(new Point2D(-1, -1)));
            boolean still = now.getX() >= 0 && now.equals(last[0]);
            last[0] = now;
            return still;
        });
        return last[0];
    }

    /** Scrolls the pane that holds the node, 0 to its beginning and 1 to its end. */
    void scroll(String query, double place) {
        Node inside = waitFor(query);
        onFx(() -> {
            Parent around = inside.getParent();
            while (around != null && !(around instanceof ScrollPane)) {
                around = around.getParent();
            }
            if (around instanceof ScrollPane pane) {
                pane.setVvalue(place);
            }
            return true;
        });
    }

    /** Types into the field, replacing what it holds. */
    void type(String query, String words) {
        TextInputControl field = (TextInputControl) waitFor(query);
        onFx(() -> {
            field.requestFocus();
            field.selectAll();
            field.replaceSelection(words);
            return true;
        });
    }

    /** Chooses a value from a list of them. */
    <T> void choose(String query, T value) {
        @SuppressWarnings("unchecked")
        ComboBox<T> choice = (ComboBox<T>) waitFor(query);
        onFx(() -> {
            choice.requestFocus();
            choice.getSelectionModel().select(value);
            return true;
        });
    }

    /** Presses a key where the focus is, as an event of the toolkit: some virtual displays have no keyboard map. */
    void press(KeyCode code, boolean control) {
        onFx(() -> {
            Node owner = stage.getScene().getFocusOwner();
            EventTarget target = owner == null ? stage.getScene() : owner;
            KeyEvent down = new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, control, false, false);
            Event.fireEvent(target, down);
            Event.fireEvent(target, new KeyEvent(KeyEvent.KEY_RELEASED, "", "", code, false, control, false, false));
            return true;
        });
    }

    /** The node that the query names, once it can be used. */
    Node waitFor(String query) {
        return waitFor(query, PATIENCE);
    }

    Node waitFor(String query, Duration patience) {
        // What is there may be built anew at any moment, so the node that was seen is the one to return.
        List<Node> seen = new ArrayList<>();
        until(query + " to be there", patience, () -> {
            visible(query).ifPresent(seen::add);
            return !seen.isEmpty();
        });
        return seen.getFirst();
    }

    /** Until nothing on the screen says that it still loads. */
    void waitForData() {
        until(
                "everything to be loaded",
                () -> !onFx(() -> found(".label")
                        .anyMatch(node -> ((Labeled) node).getText().equals(Texts.text("loading")))));
    }

    Optional<Node> visible(String query) {
        return onFx(() -> found(query).findFirst());
    }

    private Stream<Node> found(String query) {
        return stage.getScene().getRoot().lookupAll(query).stream().filter(node -> shown(node) && !node.isDisabled());
    }

    String words(String query) {
        waitFor(query);
        return onFx(() ->
                found(query).map(node -> ((Labeled) node).getText()).findFirst().orElse(""));
    }

    void until(String what, BooleanSupplier holds) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(60))
                .until(holds::getAsBoolean);
    }

    void until(String what, Duration patience, BooleanSupplier holds) {
        Awaitility.await(what)
                .atMost(patience)
                .pollInterval(Duration.ofMillis(100))
                .until(holds::getAsBoolean);
    }

    /** Keeps a picture of the window as build output. */
    void picture(String name) {
        BufferedImage picture = onFx(() -> {
            Parent root = stage.getScene().getRoot();
            root.applyCss();
            root.layout();
            return copy(stage.getScene().snapshot(null));
        });
        try {
            Files.createDirectories(PICTURES);
            ImageIO.write(picture, "png", PICTURES.resolve(name + ".png").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        onFx(() -> {
            stage.hide();
            return true;
        });
        cairn.close();
    }

    static <T> T onFx(Callable<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                answer.complete(work.call());
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return Objects.requireNonNull(answer.get(30, TimeUnit.SECONDS));
        } catch (Exception e) {
            throw new IllegalStateException("the FX thread did not answer", e);
        }
    }

    private static boolean shown(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return node.getBoundsInLocal().getWidth() > 0;
    }

    private static BufferedImage copy(WritableImage image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        PixelReader reader = image.getPixelReader();
        int[] line = new int[width];
        for (int y = 0; y < height; y++) {
            reader.getPixels(0, y, width, 1, javafx.scene.image.PixelFormat.getIntArgbInstance(), line, 0, width);
            copy.setRGB(0, y, width, 1, line, 0, width);
        }
        return copy;
    }
}
