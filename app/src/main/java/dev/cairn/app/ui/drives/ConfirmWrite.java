package dev.cairn.app.ui.drives;

import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.ui.control.FormDialog;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.text.Numbers;
import dev.cairn.app.ui.text.Texts;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;

/** Names what will be erased and wants it typed. FX thread only. */
final class ConfirmWrite extends StackPane {
    ConfirmWrite(DrivesViewModel model, Image image, Desk desk) {
        setMaxSize(480, USE_PREF_SIZE);
        setPickOnBounds(false);
        List<Drive> drives = model.chosenDrives();
        String wanted = DrivesViewModel.confirmation(drives);
        FormDialog form = new FormDialog(
                "confirm-write",
                Texts.count("drives.write", drives.size()),
                Texts.count("drives.write", drives.size()),
                () -> {
                    desk.closeDialog();
                    model.write(desk::problem);
                },
                desk::closeDialog);
        form.sentence(
                Texts.text("drives.confirm.words", String.valueOf(image.path().getFileName())));
        form.sentence(drives.stream()
                .map(drive -> drive.device() + "  " + drive.model() + "  " + Numbers.bytes(drive.bytes()) + "  "
                        + drive.serial())
                .collect(Collectors.joining("\n")));
        TextField typed = form.field("typed", Texts.text("drives.confirm.type", wanted), "");
        form.action()
                .disableProperty()
                .bind(typed.textProperty().map(text -> !text.strip().equals(wanted)));
        form.action().getStyleClass().add("danger");
        getChildren().add(form);
    }
}
