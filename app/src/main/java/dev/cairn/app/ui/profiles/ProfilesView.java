package dev.cairn.app.ui.profiles;

import dev.cairn.app.domain.profile.ProfileDraft;
import dev.cairn.app.domain.profile.ProfileVersion;
import dev.cairn.app.ui.bake.BakeDialog;
import dev.cairn.app.ui.control.Buttons;
import dev.cairn.app.ui.control.EmptyState;
import dev.cairn.app.ui.control.FormDialog;
import dev.cairn.app.ui.control.IconButton;
import dev.cairn.app.ui.control.LoadablePane;
import dev.cairn.app.ui.control.ScreenHead;
import dev.cairn.app.ui.control.Words;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;
import dev.cairn.app.ui.work.Loadable;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Builds the designer: library, stack, inspector, and the verdict along the bottom. FX thread only. */
final class ProfilesView extends VBox {
    private final ProfilesViewModel model;
    private final BakeDialog bake;
    private final Desk desk;
    private final ComboBox<ProfileVersion> chooser = new ComboBox<>();
    private final Button save;
    private final Button release;
    private boolean filling;

    ProfilesView(ProfilesViewModel model, BakeDialog bake, Desk desk) {
        this.model = model;
        this.bake = bake;
        this.desk = desk;
        setId("profiles");
        getStyleClass().add("screen");
        chooser.setId("profile-chooser");
        chooser.setAccessibleText(Texts.text("profiles.chooser"));
        chooser.setConverter(new Words<>(version -> Texts.text("profiles.version", version.name(), version.version())));
        chooser.setPromptText(Texts.text("profiles.chooser"));
        chooser.valueProperty().subscribe(version -> {
            if (!filling && version != null) {
                model.open(version);
            }
        });
        save = Buttons.main("profile-save", Texts.text("profiles.save.first"), Icon.EXPORT, this::save);
        release = Buttons.plain("profile-release", Texts.text("profiles.release"), Icon.ROLLOUTS, this::release);
        ScreenHead head = new ScreenHead(
                Texts.text("profiles.title"),
                chooser,
                Buttons.plain("profile-new", Texts.text("profiles.new"), Icon.ADD, this::create),
                new IconButton("profile-undo", Icon.UNDO, Texts.text("profiles.undo"), model::undo),
                release,
                save);
        StackView stack = new StackView(model);
        HBox.setHgrow(stack, Priority.ALWAYS);
        HBox bench = new HBox(12, new LibraryPanel(model), stack, new Inspector(model));
        VBox.setVgrow(bench, Priority.ALWAYS);
        VBox content = new VBox(12, bench, new VerdictBar(model));
        LoadablePane<List<ProfileVersion>> pane = new LoadablePane<>(model.stateProperty(), content, this::empty);
        VBox.setVgrow(pane, Priority.ALWAYS);
        getChildren().addAll(head, pane);
        model.stateProperty().subscribe(state -> {
            if (state instanceof Loadable.Ready<List<ProfileVersion>> ready) {
                fill(ready.value());
            }
        });
        model.draftProperty().subscribe(draft -> showActions());
        model.verdictProperty().subscribe(verdict -> showActions());
        setOnKeyPressed(event -> {
            if (event.isShortcutDown() && event.getCode() == KeyCode.Z) {
                model.undo();
                event.consume();
            }
        });
    }

    void open(String name) {
        if (model.stateProperty().get() instanceof Loadable.Ready<List<ProfileVersion>> ready) {
            ready.value().stream()
                    .filter(version -> version.name().equals(name))
                    .findFirst()
                    .ifPresent(chooser::setValue);
        }
    }

    private void fill(List<ProfileVersion> versions) {
        filling = true;
        chooser.getItems().setAll(versions);
        chooser.setValue(onTable(versions));
        filling = false;
        showActions();
    }

    private @Nullable ProfileVersion onTable(List<ProfileVersion> versions) {
        ProfileDraft draft = model.draftProperty().get();
        return versions.stream()
                .filter(version -> draft != null && version.name().equals(draft.name()))
                .findFirst()
                .orElse(null);
    }

    private void showActions() {
        ProfileVersion base = model.base();
        save.setText(
                base == null
                        ? Texts.text("profiles.save.first")
                        : Texts.text("profiles.save.next", base.version() + 1));
        var verdict = model.verdictProperty().get();
        save.setDisable(verdict == null || !verdict.complete() || !model.changed());
        release.setDisable(base == null || model.changed());
    }

    private Node empty() {
        return new EmptyState(
                Icon.PROFILES,
                Texts.text("profiles.empty.title"),
                Texts.text("profiles.empty.words"),
                Buttons.main("profile-new-first", Texts.text("profiles.new"), Icon.ADD, this::create));
    }

    private void create() {
        desk.dialog(new Naming().form);
    }

    private void save() {
        model.save(
                version -> desk.notice(Texts.text("profiles.saved", version.name(), version.version())), desk::problem);
    }

    private void release() {
        model.release(
                made -> {
                    desk.notice(Texts.text("profiles.released", made.label()));
                    bake.open(made, desk);
                },
                desk::problem);
    }

    private final class Naming {
        private final FormDialog form;
        private final TextField name;

        Naming() {
            form = new FormDialog(
                    "profile-dialog",
                    Texts.text("profiles.dialog.title"),
                    Texts.text("profiles.dialog.action"),
                    this::submit,
                    desk::closeDialog);
            name = form.field("name", Texts.text("profiles.dialog.name"), "");
            name.setPromptText("shop");
            form.action().disableProperty().bind(name.textProperty().map(String::isBlank));
        }

        private void submit() {
            desk.closeDialog();
            filling = true;
            chooser.setValue(null);
            filling = false;
            model.begin(name.getText().strip());
        }
    }
}
