package dev.cairn.app.domain.vault;

import java.util.Optional;

/** Asks a person for passphrases. For one thread at a time. */
public interface PassphrasePrompt {
    /** The passphrase of a vault that exists. */
    Opener.Passphrase current();

    /** A passphrase for a new vault; empty when the person wants none. */
    Optional<Opener> fresh();
}
