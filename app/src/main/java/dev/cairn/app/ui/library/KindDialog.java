package dev.cairn.app.ui.library;

import dev.cairn.app.domain.library.ArtifactKind;
import dev.cairn.app.ui.control.FormDialog;
import dev.cairn.app.ui.control.Words;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.usecase.library.ImportRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.StackPane;

/** Asks what a file is when its content does not tell, then lets it and those after it be imported. FX thread only. */
final class KindDialog extends StackPane {
    private static final List<ArtifactKind> KINDS = List.of(
            ArtifactKind.KUBERNETES, ArtifactKind.IMAGES, ArtifactKind.CHART, ArtifactKind.FILE, ArtifactKind.BASE_OS);

    private final List<ImportRequest> requests;
    private final Consumer<List<ImportRequest>> next;
    private final Desk desk;
    private final ComboBox<ArtifactKind> kind;

    /** The first of {@code requests} is the unclear one; {@code next} gets all of them, the first with its kind. */
    KindDialog(List<ImportRequest> requests, Consumer<List<ImportRequest>> next, Desk desk) {
        this.requests = requests;
        this.next = next;
        this.desk = desk;
        setMaxSize(480, USE_PREF_SIZE);
        setPickOnBounds(false);
        FormDialog form = new FormDialog(
                "kind-dialog",
                Texts.text("library.kind.title", requests.getFirst().file().getFileName()),
                Texts.text("library.kind.action"),
                this::submit,
                desk::closeDialog);
        form.sentence(Texts.text("library.kind.words"));
        kind = form.choice("kind", Texts.text("library.kind.kind"), KINDS);
        kind.setConverter(new Words<>(Texts::word));
        kind.setValue(null);
        form.action().disableProperty().bind(kind.valueProperty().isNull());
        getChildren().add(form);
    }

    private void submit() {
        ImportRequest unclear = requests.getFirst();
        List<ImportRequest> told = new ArrayList<>(requests);
        told.set(0, new ImportRequest(unclear.file(), kind.getValue(), unclear.name()));
        desk.closeDialog();
        next.accept(told);
    }
}
