package dev.cairn.app.cli;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.vault.Opener;
import dev.cairn.app.usecase.vault.VaultReport;
import dev.cairn.app.wiring.Cairn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What opens the vault of this data folder. */
@Command(
        name = "key",
        description = "What opens the vault with the fleet's secrets: passphrases and key files.",
        footer = {"", "A locked vault is opened by CAIRN_KEY_FILE, CAIRN_PASSPHRASE_FILE, or the answer in a terminal."
        })
final class KeyCommands {
    @Command(description = "Show whether the vault is locked and what opens it.")
    int status(@Mixin Common common) {
        return common.run(cairn -> report(cairn, "vault"));
    }

    @Command(name = "new-file", description = "Make a key file, which opens nothing until it is added.")
    int newFile(@Mixin Common common, @Parameters(paramLabel = "FILE") Path file) {
        return common.run(cairn -> {
            cairn.changeOpeners().newKeyFile(file);
            return Answer.of(Map.of("keyFile", file), "made " + file);
        });
    }

    @Command(name = "add-key-file", description = "Let a key file open the vault too.")
    int addKeyFile(@Mixin Common common, @Parameters(paramLabel = "FILE") Path file) {
        return common.run(cairn -> {
            cairn.changeOpeners().addKeyFile(file);
            return report(cairn, "added " + file);
        });
    }

    @Command(
            name = "add-passphrase",
            description = "Let a passphrase open the vault too; the key file beside the vault is removed.")
    int addPassphrase(
            @Mixin Common common, @Option(names = "--new-passphrase-file", paramLabel = "FILE") @Nullable Path file) {
        return common.run(cairn -> {
            cairn.changeOpeners().addPassphrase(passphrase(cairn, file));
            return report(cairn, "added a passphrase");
        });
    }

    @Command(name = "change-passphrase", description = "Put a new passphrase in the place of one.")
    int changePassphrase(
            @Mixin Common common,
            @Option(names = "--new-passphrase-file", paramLabel = "FILE") @Nullable Path file,
            @Option(names = "--id", paramLabel = "ID", description = "Which one, when there are several.") @Nullable
                    String id) {
        return common.run(cairn -> {
            cairn.changeOpeners().changePassphrase(passphrase(cairn, file), id);
            return report(cairn, "changed the passphrase");
        });
    }

    @Command(description = "Take away what opens the vault, by its id.")
    int remove(@Mixin Common common, @Parameters(paramLabel = "ID") String id) {
        return common.run(cairn -> {
            cairn.changeOpeners().remove(id);
            return report(cairn, "removed " + id);
        });
    }

    private static Opener.Passphrase passphrase(Cairn cairn, @Nullable Path file) {
        if (file != null) {
            return cairn.openerFiles().passphrase(file);
        }
        return ConsolePrompt.here()
                .orElseThrow(() -> ProblemException.of(
                        AppProblem.USAGE, "key", "--new-passphrase-file", "reason", "there is no terminal to ask in"))
                .changed();
    }

    private static Answer report(Cairn cairn, String what) {
        VaultReport report = cairn.vaultStatus().now();
        List<String> lines = new ArrayList<>();
        lines.add(what + ": " + report.state());
        report.openers()
                .forEach(slot ->
                        lines.add("  " + slot.id() + "  " + slot.kind().word() + "  since " + slot.createdAt()));
        if (report.openToThisDisk()) {
            lines.addAll(warning());
        }
        return new Answer(Map.of("vault", report), lines);
    }

    /** What is said as long as the vault's key lies beside it. */
    static List<String> warning() {
        return List.of(
                "The vault's key file lies beside it: whoever has this laptop's disk has the fleet.",
                "Set a passphrase: cairn fleet key add-passphrase");
    }
}
