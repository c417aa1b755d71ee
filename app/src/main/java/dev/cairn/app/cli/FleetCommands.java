package dev.cairn.app.cli;

import dev.cairn.app.domain.fleet.Fleet;
import dev.cairn.app.usecase.vault.VaultReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The fleet of this data folder. */
@Command(
        name = "fleet",
        description = "Make and show the fleet of this data folder.",
        subcommands = {CertificateCommands.class, KeyCommands.class})
final class FleetCommands {
    @Command(description = "Make the fleet and its key.")
    int init(
            @Mixin Common common,
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = "--passphrase-file",
                            paramLabel = "FILE",
                            description = "Holds the passphrase that opens the vault (else CAIRN_PASSPHRASE_FILE).")
                    @Nullable
                    Path passphraseFile,
            @Option(
                            names = "--key-file",
                            paramLabel = "FILE",
                            description = "A key file that opens the vault, for unattended use (else CAIRN_KEY_FILE).")
                    @Nullable
                    Path keyFile) {
        return common.run(access -> access.with(passphraseFile, keyFile), cairn -> {
            Fleet fleet = cairn.initFleet().run(name);
            List<String> lines =
                    new ArrayList<>(List.of("made fleet " + fleet.name(), "public key " + fleet.publicKey()));
            VaultReport vault = cairn.vaultStatus().now();
            if (vault.openToThisDisk()) {
                lines.addAll(KeyCommands.warning());
            }
            return new Answer(Map.of("fleet", fleet, "vault", vault), lines);
        });
    }

    @Command(description = "Show the fleet and how much it holds.")
    int show(@Mixin Common common) {
        return common.run(cairn -> {
            Fleet fleet = cairn.initFleet().required();
            var overview = cairn.overviewSummary().now();
            return Answer.of(
                    Map.of("fleet", fleet, "overview", overview),
                    fleet.name() + " (" + fleet.id() + ")",
                    overview.sites() + " sites, " + overview.nodes() + " nodes (" + overview.discovered()
                            + " discovered, "
                            + overview.healthy() + " healthy, " + overview.degraded() + " degraded, "
                            + overview.silent()
                            + " silent)");
        });
    }

    @Command(
            hidden = true,
            description = "Fill the inventory with made-up sites and nodes, to measure the app at size.")
    int synthesize(
            @Mixin Common common,
            @Option(names = "--nodes", paramLabel = "N", defaultValue = "1000") int nodes,
            @Option(names = "--seed", paramLabel = "SEED", defaultValue = "1") long seed) {
        return common.run(cairn -> {
            int made = cairn.synthesizeFleet().run(nodes, seed);
            return Answer.of(Map.of("nodes", made), "made up " + made + " nodes");
        });
    }
}
