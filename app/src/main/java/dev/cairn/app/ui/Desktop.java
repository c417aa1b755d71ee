package dev.cairn.app.ui;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.ui.control.ProblemPane;
import dev.cairn.app.ui.frame.Frame;
import dev.cairn.app.ui.frame.JobTray;
import dev.cairn.app.ui.frame.Place;
import dev.cairn.app.ui.port.DemoFleet;
import dev.cairn.app.ui.port.FileChoosing;
import dev.cairn.app.ui.settings.SavedLook;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.vault.VaultDialogs;
import dev.cairn.app.ui.vault.VaultViewModel;
import dev.cairn.app.ui.work.FxThread;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.wiring.Cairn;
import java.nio.file.Path;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The one window: shown at once, filled when the inventory is open. Tests make it on their own stage. FX thread only. */
public final class Desktop {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;

    private final Stage stage;
    private final SavedLook look;
    private final FileChoosing files;
    private final StackPane root = new StackPane();
    private final Scene scene = new Scene(root, WIDTH, HEIGHT);
    private final StartupReport report = new StartupReport();
    private @Nullable Frame frame;

    /** {@code home} is where the look is remembered. */
    public Desktop(Stage stage, Path home, FileChoosing files) {
        this.stage = stage;
        this.files = files;
        this.look = new SavedLook(home);
        look.theme().applyTo(scene);
        stage.setTitle(Texts.text("app.name"));
        stage.setMinWidth(960);
        stage.setMinHeight(640);
        stage.setScene(scene);
    }

    /** Shows the window with words in it. */
    public void showOpening() {
        Label words = new Label(Texts.text("app.opening"));
        words.getStyleClass().add("muted");
        root.getChildren().setAll(words);
        stage.show();
    }

    /** Says why the inventory could not be opened. */
    public void showFailure(Problem problem) {
        Label title = new Label(Texts.text("app.cannot-open"));
        title.getStyleClass().add("title-2");
        VBox box = new VBox(16, title, new ProblemPane(problem));
        box.setAlignment(Pos.CENTER);
        box.setMaxWidth(600);
        root.getChildren().setAll(box);
    }

    /** Fills the window with the app. */
    public void show(Cairn cairn, Optional<DemoFleet> demo) {
        UiWork work = UiWork.onVirtualThreads(new FxThread());
        Frame made = new Frame();
        frame = made;
        made.themeProperty().set(look.theme());
        made.themeProperty().subscribe((before, now) -> {
            now.applyTo(scene);
            look.remember(now);
        });
        FleetWatch watch = new FleetWatch(cairn, work, made);
        VaultViewModel vault =
                new VaultViewModel(cairn.vaultStatus(), cairn.unlockVault(), cairn.changeOpeners(), work);
        made.unlockWith(new VaultDialogs(vault, made)::unlock);
        new Screens(cairn, demo, files, vault, work, made).addTo(made, () -> {
            report.ready(scene);
            watch.start();
        });
        made.addTray(new JobTray(cairn.jobs(), work, made).view());
        made.fillPaletteWith(new PaletteSource(cairn, work, made)::fill);
        root.getChildren().setAll(made.root());
        made.listenTo(scene);
        if (!stage.isShowing()) {
            stage.show();
        }
        made.goTo(Place.OVERVIEW);
    }

    /** The frame, once the app is shown. */
    public Optional<Frame> frame() {
        return Optional.ofNullable(frame);
    }

    /** The scene's root, for pictures. */
    public Parent root() {
        return root;
    }
}
