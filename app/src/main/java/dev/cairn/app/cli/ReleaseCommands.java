package dev.cairn.app.cli;

import dev.cairn.app.domain.library.Release;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Releases: profile versions resolved to exact digests. */
@Command(name = "release", description = "Releases: profile versions resolved to exact artifact digests.")
final class ReleaseCommands {
    @Command(description = "Resolve a profile and prove that nothing is missing.")
    int create(@Mixin Common common, @Parameters(paramLabel = "PROFILE[@VERSION]") String profile) {
        return common.run(cairn -> answer(cairn.createRelease().run(profile)));
    }

    @Command(description = "Show a release.")
    int show(@Mixin Common common, @Parameters(paramLabel = "DIGEST|PROFILE[@VERSION]") String reference) {
        return common.run(cairn -> answer(cairn.listReleases().find(reference)));
    }

    @Command(
            description =
                    "Close the way back behind a release, for good: nodes that have committed it refuse every release"
                            + " that was made earlier.")
    int floor(@Mixin Common common, @Parameters(paramLabel = "DIGEST|PROFILE[@VERSION]") String reference) {
        return common.run(cairn -> {
            Release release = cairn.listReleases().find(reference);
            cairn.raiseFloor().run(release);
            return Answer.of(Map.of("release", release), "nothing goes back behind " + release.label());
        });
    }

    @Command(description = "List the releases, newest first.")
    int list(@Mixin Common common) {
        return common.run(cairn -> {
            List<Release> all = cairn.listReleases().all();
            return new Answer(
                    Map.of("releases", all),
                    all.isEmpty()
                            ? List.of("no release yet; cairn release create PROFILE makes one")
                            : all.stream().map(ReleaseCommands::line).toList());
        });
    }

    private static Answer answer(Release release) {
        List<String> lines = new ArrayList<>();
        lines.add(line(release));
        release.layers()
                .forEach(layer -> lines.add("  " + layer.kind().word() + "  " + layer.name() + "  "
                        + layer.artifact().shortHex() + "  " + Words.bytes(layer.bytes())));
        lines.add("  cluster  " + new String(release.cluster().bytes(), StandardCharsets.UTF_8));
        return new Answer(Map.of("release", release), lines);
    }

    private static String line(Release release) {
        return release.digest().hex() + "  " + release.label() + "  " + Words.bytes(release.bytes());
    }
}
