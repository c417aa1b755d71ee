package dev.cairn.app.ui.frame;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.ui.control.Buttons;
import dev.cairn.app.ui.control.ProblemPane;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;
import dev.cairn.app.ui.theme.Theme;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The frame around all screens; makes each screen when it is first visited. FX thread only. */
public final class Frame implements Desk {
    private static final PseudoClass DOCKED = PseudoClass.getPseudoClass("docked");

    private final Map<Place, Supplier<Screen>> makers = new EnumMap<>(Place.class);
    private final Map<Place, Screen> made = new EnumMap<>(Place.class);
    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(Theme.LIGHT);
    private final StringProperty fleetName = new SimpleStringProperty(Texts.text("app.name"));
    private final StringProperty reachable = new SimpleStringProperty("");
    private final BooleanProperty vaultLocked = new SimpleBooleanProperty();
    private final PaletteViewModel palette = new PaletteViewModel();
    private final Rail rail = new Rail(this::goTo);
    private final Drawer drawer = new Drawer();
    private final Overlay overlay = new Overlay();
    private final PaletteView paletteView = new PaletteView(palette, overlay::hide);
    private final Notices notices = new Notices();
    private final StackPane holder = new StackPane();
    private final StackPane floating = new StackPane();
    private final HBox middle = new HBox();
    private final VBox column = new VBox();
    private final TopBar topBar;
    private final StackPane root;
    private Runnable fillPalette = () -> {};
    private Runnable unlock = () -> {};
    private @Nullable Place place;

    /** A frame without places; they are added next. */
    public Frame() {
        topBar = new TopBar(
                reachable, vaultLocked, () -> unlock.run(), this::openPalette, this::switchTheme, this::help);
        holder.setId("screen");
        floating.getChildren().addAll(holder, drawer);
        StackPane.setAlignment(drawer, Pos.CENTER_RIGHT);
        HBox.setHgrow(floating, Priority.ALWAYS);
        floating.setMinWidth(0);
        middle.getChildren().add(floating);
        VBox.setVgrow(middle, Priority.ALWAYS);
        middle.setMinHeight(0);
        column.getChildren().addAll(topBar, middle);
        HBox.setHgrow(column, Priority.ALWAYS);
        column.setMinWidth(0);
        root = new StackPane(new HBox(rail, column), notices, overlay);
        StackPane.setAlignment(notices, Pos.BOTTOM_RIGHT);
        drawer.pinnedProperty().subscribe(this::dock);
        theme.subscribe(topBar::theme);
        fleetName.subscribe(this::crumbs);
    }

    /** Lets the keys that work everywhere work in this scene. */
    public void listenTo(Scene scene) {
        scene.addEventHandler(KeyEvent.KEY_PRESSED, new Shortcuts(this)::onKey);
    }

    /** {@code fill} is called when the palette opens and answers through {@link #offer}. */
    public void fillPaletteWith(Runnable fill) {
        fillPalette = fill;
    }

    /** Adds a place. */
    public void add(Place where, Supplier<Screen> maker) {
        makers.put(where, maker);
    }

    /** Adds the job tray at the bottom. */
    public void addTray(Node tray) {
        column.getChildren().add(tray);
    }

    /** The root of the scene. */
    public Parent root() {
        return root;
    }

    /** Light or dark. */
    public ObjectProperty<Theme> themeProperty() {
        return theme;
    }

    /** The fleet's name, first in the breadcrumbs. */
    public StringProperty fleetNameProperty() {
        return fleetName;
    }

    /** What is reachable now, in words. */
    public StringProperty reachableProperty() {
        return reachable;
    }

    /** Whether secrets cannot be used now. */
    public BooleanProperty vaultLockedProperty() {
        return vaultLocked;
    }

    /** {@code ask} is called when somebody presses the lock in the top bar. */
    public void unlockWith(Runnable ask) {
        unlock = ask;
    }

    /** Gives the palette what it can find. */
    public void offer(List<PaletteItem> items) {
        palette.offer(items);
    }

    void openPalette() {
        fillPalette.run();
        palette.queryProperty().set("");
        overlay.show(paletteView);
    }

    void switchTheme() {
        theme.set(theme.get().other());
    }

    void help() {
        overlay.show(new HelpView(overlay::hide));
    }

    @Override
    public void goTo(Place next) {
        Screen screen = made.get(next);
        if (screen == null) {
            Supplier<Screen> maker = makers.get(next);
            if (maker == null) {
                return;
            }
            screen = maker.get();
            made.put(next, screen);
        }
        if (next == place) {
            return;
        }
        if (place != null) {
            Screen last = made.get(place);
            if (last != null) {
                last.onHide();
            }
        }
        place = next;
        drawer.close();
        holder.getChildren().setAll(screen.view());
        rail.mark(next);
        crumbs();
        screen.onShow();
    }

    @Override
    public void goTo(Place next, String id) {
        goTo(next);
        Screen screen = made.get(next);
        if (screen != null) {
            screen.open(id);
        }
    }

    @Override
    public void detail(String title, Node content) {
        drawer.show(title, content);
    }

    @Override
    public void closeDetail() {
        drawer.close();
    }

    @Override
    public void dialog(Node content) {
        overlay.show(content);
    }

    @Override
    public void closeDialog() {
        overlay.hide();
    }

    @Override
    public void notice(String words) {
        notices.show(words, null);
    }

    @Override
    public void notice(String words, Runnable undo) {
        notices.show(words, undo);
    }

    @Override
    public void problem(Problem problem) {
        Label heading = new Label(Texts.text("problem.title"));
        heading.getStyleClass().add("title-3");
        HBox buttons = new HBox(Buttons.main("problem-close", Texts.text("problem.close"), Icon.CLOSE, overlay::hide));
        buttons.setAlignment(Pos.CENTER_RIGHT);
        VBox box = new VBox(heading, new ProblemPane(problem), buttons);
        box.setId("problem-dialog");
        box.getStyleClass().add("dialog-box");
        box.setMaxSize(520, VBox.USE_PREF_SIZE);
        overlay.show(box);
    }

    private void crumbs() {
        if (place != null) {
            topBar.where(fleetName.get(), place);
        }
    }

    private void dock(boolean pinned) {
        floating.getChildren().remove(drawer);
        middle.getChildren().remove(drawer);
        if (pinned) {
            middle.getChildren().add(drawer);
        } else {
            floating.getChildren().add(drawer);
        }
        drawer.pseudoClassStateChanged(DOCKED, pinned);
    }
}
