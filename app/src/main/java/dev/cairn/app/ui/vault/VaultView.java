package dev.cairn.app.ui.vault;

import dev.cairn.app.domain.vault.VaultSlot;
import dev.cairn.app.ui.control.Buttons;
import dev.cairn.app.ui.control.Facts;
import dev.cairn.app.ui.control.ProblemPane;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.text.Times;
import dev.cairn.app.ui.theme.Icon;
import dev.cairn.app.ui.work.Loadable;
import dev.cairn.app.usecase.vault.VaultReport;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The vault among the settings: whether it is locked, what opens it, and what can be done. FX thread only. */
public final class VaultView extends VBox {
    private final VaultViewModel model;
    private final VaultDialogs dialogs;
    private final Desk desk;

    public VaultView(VaultViewModel model, Desk desk) {
        super(8);
        setId("settings-vault");
        this.model = model;
        this.desk = desk;
        dialogs = new VaultDialogs(model, desk);
        model.stateProperty().subscribe(this::show);
    }

    private void show(Loadable<VaultReport> state) {
        switch (state) {
            case Loadable.Ready<VaultReport>(VaultReport report) -> show(report);
            case Loadable.Failed<VaultReport>(var problem) -> getChildren().setAll(new ProblemPane(problem));
            case Loadable.Loading<VaultReport> loading -> getChildren().setAll(new Label(Texts.text("loading")));
            case Loadable.Empty<VaultReport> empty -> getChildren().clear();
        }
    }

    private void show(VaultReport report) {
        Facts facts = new Facts().add(Texts.text("vault.state"), state(report));
        if (!report.openers().isEmpty()) {
            facts.add(
                    Texts.text("vault.openers"),
                    report.openers().stream().map(VaultView::words).collect(Collectors.joining("\n")));
        }
        getChildren().setAll(facts);
        if (report.openToThisDisk()) {
            Label warning = new Label(Texts.text("need.set_passphrase"), Icon.ATTENTION.node());
            warning.setWrapText(true);
            getChildren().add(warning);
        }
        HBox buttons = new HBox(8);
        if (report.state().equals("locked")) {
            buttons.getChildren()
                    .add(Buttons.main("settings-unlock", Texts.text("vault.unlock"), Icon.KEY, dialogs::unlock));
        } else if (report.state().equals("open")) {
            buttons.getChildren()
                    .add(Buttons.plain(
                            "settings-passphrase",
                            Texts.text(model.hasPassphrase() ? "vault.change" : "vault.set"),
                            Icon.KEY,
                            dialogs::setPassphrase));
            if (model.hasPassphrase()) {
                buttons.getChildren()
                        .add(Buttons.plain(
                                "settings-lock", Texts.text("vault.lock"), Icon.STOP, () -> model.lock(desk::problem)));
            }
        }
        getChildren().add(buttons);
    }

    private static String state(VaultReport report) {
        return switch (report.state()) {
            case "locked" -> Texts.text("vault.state.locked");
            case "open" -> Texts.text("vault.state.open");
            default -> Texts.text("vault.state.missing");
        };
    }

    private static String words(VaultSlot slot) {
        return Texts.text("vault.opener", Texts.word(slot.kind()), Times.stamp(slot.createdAt()));
    }
}
