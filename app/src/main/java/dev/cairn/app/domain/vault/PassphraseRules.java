package dev.cairn.app.domain.vault;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import java.nio.CharBuffer;

/** Which passphrases are taken for a vault. Stateless. */
public final class PassphraseRules {
    private static final int LEAST = 8;
    private static final int MOST = 1_000;

    private PassphraseRules() {}

    /** Refuses a passphrase that is no protection, or that nobody could type again. */
    public static void check(Opener.Passphrase passphrase) {
        CharBuffer typed = CharBuffer.wrap(passphrase.characters());
        if (typed.length() < LEAST) {
            throw refused("it has fewer than " + LEAST + " characters");
        }
        if (typed.length() > MOST) {
            throw refused("it has more than " + MOST + " characters");
        }
        if (typed.chars().anyMatch(Character::isISOControl)) {
            throw refused("it holds a control character");
        }
        if (typed.chars().distinct().count() < LEAST / 2) {
            throw refused("it repeats the same few characters");
        }
    }

    private static ProblemException refused(String reason) {
        return ProblemException.of(AppProblem.VAULT_PASSPHRASE_UNFIT, "change openers", "passphrase", "reason", reason);
    }
}
