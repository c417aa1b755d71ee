package dev.cairn.app.ui.rollouts;

import dev.cairn.app.domain.rollout.Rollout;
import dev.cairn.app.domain.rollout.RolloutSite;
import dev.cairn.app.domain.rollout.RolloutState;
import dev.cairn.app.domain.rollout.SiteState;
import dev.cairn.app.ui.control.Buttons;
import dev.cairn.app.ui.control.EmptyState;
import dev.cairn.app.ui.control.LoadablePane;
import dev.cairn.app.ui.control.Looks;
import dev.cairn.app.ui.control.ScreenHead;
import dev.cairn.app.ui.control.StateBadge;
import dev.cairn.app.ui.control.Words;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.frame.Place;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;
import dev.cairn.app.ui.work.Loadable;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Builds the rollouts screen: the chosen rollout's waves as columns, its sites as chips. FX thread only. */
final class RolloutsView extends VBox {
    private final RolloutsViewModel model;
    private final Desk desk;
    private final ComboBox<Rollout> chooser = new ComboBox<>();
    private final HBox waves = new HBox(12);
    private final HBox summary = new HBox(12);
    private final StackPane control = new StackPane();
    private boolean filling;

    RolloutsView(RolloutsViewModel model, Desk desk) {
        this.model = model;
        this.desk = desk;
        setId("rollouts");
        getStyleClass().add("screen");
        chooser.setId("rollout-chooser");
        chooser.setAccessibleText(Texts.text("rollouts.chooser"));
        chooser.setConverter(new Words<>(Rollout::name));
        chooser.valueProperty().subscribe(rollout -> {
            if (!filling && rollout != null) {
                model.chosenProperty().set(rollout);
            }
        });
        Button create = Buttons.main("rollout-new", Texts.text("rollouts.new"), Icon.ADD, this::create);
        ScreenHead head = new ScreenHead(Texts.text("rollouts.title"), chooser, control, create);
        summary.setAlignment(Pos.CENTER_LEFT);
        ScrollPane scroll = new ScrollPane(waves);
        scroll.setFitToHeight(true);
        scroll.getStyleClass().add("plain-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        VBox content = new VBox(12, summary, scroll);
        LoadablePane<List<Rollout>> pane = new LoadablePane<>(model.stateProperty(), content, this::empty);
        VBox.setVgrow(pane, Priority.ALWAYS);
        getChildren().addAll(head, pane);
        model.stateProperty().subscribe(state -> {
            chooser.setVisible(state instanceof Loadable.Ready<List<Rollout>>);
            control.setVisible(chooser.isVisible());
        });
        model.chosenProperty().subscribe(this::show);
    }

    void open(String id) {
        if (model.stateProperty().get() instanceof Loadable.Ready<List<Rollout>> ready) {
            ready.value().stream()
                    .filter(rollout -> rollout.id().equals(id))
                    .findFirst()
                    .ifPresent(model.chosenProperty()::set);
        }
    }

    private Node empty() {
        return new EmptyState(
                Icon.ROLLOUTS,
                Texts.text("rollouts.empty.title"),
                Texts.text("rollouts.empty.words"),
                Buttons.main("rollout-new-first", Texts.text("rollouts.new"), Icon.ADD, this::create));
    }

    private void create() {
        if (model.releases().isEmpty() || model.candidates().isEmpty()) {
            EmptyState missing = new EmptyState(
                    Icon.ROLLOUTS,
                    Texts.text("rollouts.missing.title"),
                    Texts.text("rollouts.missing.words"),
                    Buttons.main("rollout-to-profiles", Texts.text("rollouts.missing.action"), Icon.PROFILES, () -> {
                        desk.closeDialog();
                        desk.goTo(Place.PROFILES);
                    }));
            missing.getStyleClass().add("dialog-box");
            missing.setMaxSize(480, USE_PREF_SIZE);
            desk.dialog(missing);
        } else {
            desk.dialog(new NewRolloutDialog(model, desk));
        }
    }

    private void show(@Nullable Rollout rollout) {
        if (rollout == null) {
            waves.getChildren().clear();
            summary.getChildren().clear();
            return;
        }
        filling = true;
        if (model.stateProperty().get() instanceof Loadable.Ready<List<Rollout>> ready) {
            chooser.getItems().setAll(ready.value());
        }
        chooser.setValue(rollout);
        filling = false;
        long done = rollout.sites().stream()
                .filter(site -> site.state() == SiteState.DONE)
                .count();
        ProgressBar bar = new ProgressBar(
                rollout.sites().isEmpty() ? 0 : done / (double) rollout.sites().size());
        bar.setPrefWidth(220);
        summary.getChildren()
                .setAll(
                        new StateBadge(Looks.of(rollout.state())),
                        new Label(model.releaseLabel(rollout.release())),
                        bar,
                        new Label(Texts.text(
                                "rollouts.done", done, rollout.sites().size())));
        control.getChildren().setAll(control(rollout));
        waves.getChildren().clear();
        for (int wave = 0; wave < rollout.waves(); wave++) {
            waves.getChildren().add(column(rollout, wave));
        }
    }

    private Node control(Rollout rollout) {
        if (rollout.state() == RolloutState.RUNNING) {
            return Buttons.plain(
                    "rollout-pause",
                    Texts.text("rollouts.pause"),
                    Icon.PAUSE,
                    () -> model.pause(rollout, desk::problem));
        }
        Button start = Buttons.plain(
                "rollout-start",
                Texts.text(rollout.state() == RolloutState.PLANNED ? "rollouts.start" : "rollouts.resume"),
                Icon.START,
                () -> model.start(rollout, desk::problem));
        start.setDisable(rollout.state() == RolloutState.FINISHED);
        return start;
    }

    private VBox column(Rollout rollout, int wave) {
        List<RolloutSite> sites = rollout.wave(wave);
        long done =
                sites.stream().filter(site -> site.state() == SiteState.DONE).count();
        Label title = new Label(Texts.text("rollouts.wave", wave + 1));
        title.getStyleClass().add("group-title");
        Label count = new Label(Texts.text("rollouts.done", done, sites.size()));
        count.getStyleClass().addAll("muted", "small");
        VBox chips = new VBox(6);
        sites.forEach(site -> chips.getChildren().add(chip(site)));
        ScrollPane scroll = new ScrollPane(chips);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        VBox column = new VBox(new HBox(8, title, count), scroll);
        column.getStyleClass().add("wave");
        column.setPrefWidth(250);
        return column;
    }

    private VBox chip(RolloutSite site) {
        Button name = Buttons.link(
                "rollout-site",
                model.siteName(site.site()),
                () -> desk.goTo(Place.SITES, site.site().value()));
        VBox chip = new VBox(name, new StateBadge(Looks.of(site.state())));
        if (!site.detail().isEmpty()) {
            Label detail = new Label(site.detail());
            detail.setWrapText(true);
            detail.getStyleClass().addAll("muted", "small");
            chip.getChildren().add(detail);
        }
        chip.getStyleClass().add("chip");
        return chip;
    }
}
