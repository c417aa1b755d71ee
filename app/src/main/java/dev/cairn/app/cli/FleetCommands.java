package dev.cairn.app.cli;

import dev.cairn.app.domain.fleet.Fleet;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The fleet of this data folder. */
@Command(name = "fleet", description = "Make and show the fleet of this data folder.")
final class FleetCommands {
    @Command(description = "Make the fleet and its key.")
    int init(@Mixin Common common, @Parameters(paramLabel = "NAME") String name) {
        return common.run(cairn -> show(cairn.initFleet().run(name)));
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

    private static Answer show(Fleet fleet) {
        return Answer.of(Map.of("fleet", fleet), "made fleet " + fleet.name(), "public key " + fleet.publicKey());
    }
}
