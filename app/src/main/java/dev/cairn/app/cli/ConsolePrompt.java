package dev.cairn.app.cli;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.vault.Opener;
import dev.cairn.app.domain.vault.PassphrasePrompt;
import dev.cairn.app.domain.vault.PassphraseRules;
import java.io.Console;
import java.util.Arrays;
import java.util.Optional;

/** Asks for passphrases in a terminal, without showing what is typed. */
final class ConsolePrompt implements PassphrasePrompt {
    private final Console console;

    private ConsolePrompt(Console console) {
        this.console = console;
    }

    /** A prompt, if a person sits at a terminal. */
    static Optional<ConsolePrompt> here() {
        Console console = System.console();
        return console != null && console.isTerminal() ? Optional.of(new ConsolePrompt(console)) : Optional.empty();
    }

    @Override
    public Opener.Passphrase current() {
        return new Opener.Passphrase(read("Passphrase of the vault: "));
    }

    @Override
    public Optional<Opener> fresh() {
        char[] first = read("Passphrase for the new vault (none: a key file beside it): ");
        return first.length == 0 ? Optional.empty() : Optional.of(twice(first));
    }

    /** A new passphrase, typed twice. */
    Opener.Passphrase changed() {
        return twice(read("New passphrase: "));
    }

    /** Says what would happen and asks for a name; true if that name was typed. */
    boolean types(String consequence, String name) {
        console.printf("%s%nType %s to go on: ", consequence, name);
        return name.equals(console.readLine());
    }

    private Opener.Passphrase twice(char[] first) {
        Opener.Passphrase passphrase = new Opener.Passphrase(first);
        PassphraseRules.check(passphrase);
        char[] second = read("The same again: ");
        boolean same = Arrays.equals(first, second);
        Arrays.fill(second, '\0');
        if (!same) {
            passphrase.close();
            throw ProblemException.of(
                    AppProblem.VAULT_PASSPHRASE_UNFIT, "init", "passphrase", "reason", "the two differ");
        }
        return passphrase;
    }

    private char[] read(String question) {
        char[] typed = console.readPassword("%s", question);
        return typed == null ? new char[0] : typed;
    }
}
