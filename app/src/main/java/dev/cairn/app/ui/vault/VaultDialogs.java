package dev.cairn.app.ui.vault;

import dev.cairn.app.ui.control.FormDialog;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.text.Texts;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.control.PasswordField;

/** Asks for passphrases. FX thread only. */
public final class VaultDialogs {
    private final VaultViewModel model;
    private final Desk desk;

    public VaultDialogs(VaultViewModel model, Desk desk) {
        this.model = model;
        this.desk = desk;
    }

    /** Asks for the passphrase of the locked vault. */
    public void unlock() {
        PasswordField passphrase = new PasswordField();
        FormDialog[] form = new FormDialog[1];
        form[0] = new FormDialog(
                "vault-unlock",
                Texts.text("vault.unlock.title"),
                Texts.text("vault.unlock"),
                () -> {
                    form[0].action().setDisable(true);
                    model.unlock(
                            taken(passphrase),
                            () -> {
                                desk.closeDialog();
                                desk.notice(Texts.text("vault.unlocked"));
                            },
                            problem -> {
                                form[0].action().setDisable(false);
                                form[0].show(problem);
                                passphrase.requestFocus();
                            });
                },
                desk::closeDialog);
        form[0].sentence(Texts.text("vault.unlock.words"));
        form[0].add("passphrase", Texts.text("vault.passphrase"), passphrase);
        desk.dialog(form[0]);
    }

    /** Asks for a new passphrase, twice. */
    public void setPassphrase() {
        PasswordField first = new PasswordField();
        PasswordField second = new PasswordField();
        FormDialog form = new FormDialog(
                "vault-passphrase",
                Texts.text(model.hasPassphrase() ? "vault.change" : "vault.set"),
                Texts.text("vault.keep"),
                () -> {},
                desk::closeDialog);
        form.sentence(Texts.text("vault.set.words"));
        form.add("first", Texts.text("vault.passphrase.new"), first);
        form.add("second", Texts.text("vault.passphrase.again"), second);
        BooleanBinding differ = Bindings.createBooleanBinding(
                () -> first.getText().isEmpty() || !first.getText().equals(second.getText()),
                first.textProperty(),
                second.textProperty());
        form.action().disableProperty().bind(differ);
        form.action().setOnAction(event -> {
            char[] typed = taken(first);
            second.clear();
            model.setPassphrase(
                    typed,
                    () -> {
                        desk.closeDialog();
                        desk.notice(Texts.text("vault.set.done"));
                    },
                    form::show);
        });
        desk.dialog(form);
    }

    /** What was typed; the field is empty then. */
    private static char[] taken(PasswordField field) {
        char[] typed = field.getText().toCharArray();
        field.clear();
        return typed;
    }
}
