package dev.cairn.app.domain.vault;

import java.util.Locale;

/** The kinds of things that open the vault. */
public enum OpenerKind {
    PASSPHRASE,
    KEY_FILE;

    /** The word used in commands. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
