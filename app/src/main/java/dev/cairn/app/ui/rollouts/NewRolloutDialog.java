package dev.cairn.app.ui.rollouts;

import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.ui.control.FormDialog;
import dev.cairn.app.ui.control.Words;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.usecase.fleet.SiteSummary;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;

/** Plans a rollout and shows the waves before anything is made. FX thread only. */
final class NewRolloutDialog extends StackPane {
    private final RolloutsViewModel model;
    private final FormDialog form;
    private final TextField name;
    private final ComboBox<Release> release;
    private final TextField sites;
    private final TextField sizes;
    private final Label preview = new Label();

    NewRolloutDialog(RolloutsViewModel model, Desk desk) {
        this.model = model;
        setMaxSize(480, USE_PREF_SIZE);
        setPickOnBounds(false);
        form = new FormDialog(
                "rollout-dialog",
                Texts.text("rollouts.dialog.title"),
                Texts.text("rollouts.dialog.action"),
                () -> submit(desk),
                desk::closeDialog);
        release = form.choice("release", Texts.text("rollouts.dialog.release"), model.releases());
        release.setConverter(new Words<>(Release::label));
        name = form.field("name", Texts.text("rollouts.dialog.name"), suggested());
        sites = form.field("sites", Texts.text("rollouts.dialog.sites"), "");
        sites.setPromptText(Texts.text("rollouts.dialog.sites.prompt"));
        sizes = form.field("sizes", Texts.text("rollouts.dialog.sizes"), "1, 5");
        preview.setWrapText(true);
        form.add("preview", Texts.text("rollouts.dialog.preview"), preview);
        release.valueProperty().subscribe(() -> name.setText(suggested()));
        sites.textProperty().subscribe(this::preview);
        sizes.textProperty().subscribe(this::preview);
        preview();
        getChildren().add(form);
    }

    private String suggested() {
        Release chosen = release.getValue();
        return chosen == null ? "" : Texts.text("rollouts.dialog.suggested", chosen.label());
    }

    private List<List<SiteId>> waves() {
        String words = sites.getText().strip().toLowerCase(Locale.ROOT);
        List<SiteId> chosen = model.candidates().stream()
                .map(SiteSummary::site)
                .filter(site -> (site.name() + " " + site.labels())
                        .toLowerCase(Locale.ROOT)
                        .contains(words))
                .map(site -> site.id())
                .toList();
        return Waves.divide(chosen, Waves.sizes(sizes.getText()));
    }

    private void preview() {
        List<List<SiteId>> waves = waves();
        preview.setText(waves.stream()
                .map(wave -> Texts.count("sites.count", wave.size()))
                .collect(Collectors.joining("  →  ")));
        form.action().setDisable(waves.isEmpty());
    }

    private void submit(Desk desk) {
        model.create(
                name.getText().strip(),
                release.getValue(),
                waves(),
                rollout -> {
                    desk.closeDialog();
                    desk.notice(Texts.text("rollouts.created", rollout.name()));
                },
                form::show);
    }
}
