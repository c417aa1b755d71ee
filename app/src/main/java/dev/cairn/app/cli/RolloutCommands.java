package dev.cairn.app.cli;

import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.domain.rollout.Rollout;
import dev.cairn.app.domain.rollout.RolloutSite;
import dev.cairn.app.usecase.sync.RolloutPlan;
import dev.cairn.app.wiring.Cairn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Rollouts. */
@Command(name = "rollout", description = "Rollouts: a release on its way to many sites, in waves.")
final class RolloutCommands {
    @Command(description = "Plan a rollout; nothing happens at any site yet.")
    int create(
            @Mixin Common common,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--release", paramLabel = "R", required = true) String release,
            @Option(
                            names = "--wave",
                            paramLabel = "SITE[,SITE...]",
                            required = true,
                            description = "One per wave, in their order.")
                    List<String> waves) {
        return common.run(cairn -> {
            List<List<SiteId>> sites = waves.stream()
                    .map(wave -> List.of(wave.split(",")).stream()
                            .map(site -> cairn.listSites().find(site.strip()).id())
                            .toList())
                    .toList();
            Rollout rollout = cairn.startRollout()
                    .create(new RolloutPlan(
                            name, cairn.listReleases().find(release).digest(), sites));
            return answer(cairn, rollout);
        });
    }

    @Command(description = "Carry a rollout out, wave by wave; stops after a wave with a failure.")
    int start(@Mixin Common common, @Parameters(paramLabel = "ROLLOUT") String reference) {
        return common.run(cairn -> {
            Listening.forSeconds(cairn, 3);
            return answer(
                    cairn,
                    common.await(cairn.startRollout()
                            .start(cairn.startRollout().find(reference).id())));
        });
    }

    @Command(description = "Go on with a rollout that was paused or failed; sites that are done are left alone.")
    int resume(@Mixin Common common, @Parameters(paramLabel = "ROLLOUT") String reference) {
        return start(common, reference);
    }

    @Command(description = "Stop after the sites that are being updated now.")
    int pause(@Mixin Common common, @Parameters(paramLabel = "ROLLOUT") String reference) {
        return common.run(cairn -> answer(
                cairn,
                cairn.startRollout().pause(cairn.startRollout().find(reference).id())));
    }

    @Command(description = "Show one rollout, or all.")
    int status(
            @Mixin Common common,
            @Parameters(paramLabel = "ROLLOUT", arity = "0..1", defaultValue = "") String reference) {
        return common.run(cairn -> {
            if (!reference.isEmpty()) {
                return answer(cairn, cairn.startRollout().find(reference));
            }
            List<Rollout> all = cairn.listRollouts().all();
            return new Answer(
                    Map.of("rollouts", all),
                    all.isEmpty()
                            ? List.of("no rollout yet")
                            : all.stream().map(RolloutCommands::line).toList());
        });
    }

    private static Answer answer(Cairn cairn, Rollout rollout) {
        List<String> lines = new ArrayList<>();
        lines.add(line(rollout));
        for (RolloutSite site : rollout.sites()) {
            lines.add("  wave " + (site.wave() + 1) + "  "
                    + cairn.listSites().find(site.site().value()).name() + "  "
                    + site.state().word() + "  " + site.detail());
        }
        return new Answer(Map.of("rollout", rollout), lines);
    }

    private static String line(Rollout rollout) {
        return rollout.name() + "  " + rollout.state().word() + "  release "
                + rollout.release().shortHex() + "  " + rollout.sites().size() + " sites in " + rollout.waves()
                + " waves";
    }
}
