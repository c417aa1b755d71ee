package dev.cairn.app.cli;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.usecase.library.BakeRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Disk images. */
@Command(name = "image", description = "Disk images: bake, inspect, verify, compare.")
final class ImageCommands {
    @Command(description = "Bake a release into a disk image.")
    int bake(
            @Mixin Common common,
            @Option(
                            names = "--release",
                            paramLabel = "R",
                            required = true,
                            description = "Digest, PROFILE or PROFILE@VERSION.")
                    String release,
            @Option(names = "--site", paramLabel = "S", description = "The site that the seed names.") @Nullable
                    String site,
            @Option(names = "--role", paramLabel = "ROLE", description = "server or agent, with --site.") @Nullable
                    String role,
            @Option(names = "--host-name", paramLabel = "NAME", description = "The host name that the seed names.")
                    @Nullable
                    String hostName,
            @Option(
                            names = "--agent-layer",
                            paramLabel = "FILE",
                            description = "The agent's layer (else the program's own).")
                    @Nullable
                    Path agentLayer,
            @Option(
                            names = "--out",
                            paramLabel = "IMG",
                            description = "The image file (else images/ in the data folder).")
                    @Nullable
                    Path out,
            @Option(names = "--dry-run", description = "Print the steps and what they are made of; write nothing.")
                    boolean dryRun) {
        return common.run(cairn -> {
            SiteId siteId = site == null ? null : cairn.listSites().find(site).id();
            BakeRequest request = new BakeRequest(
                    cairn.listReleases().find(release).digest(), out, siteId, role(role), hostName, agentLayer);
            if (dryRun) {
                return ImageAnswers.plan(cairn.bakeImage().plan(request));
            }
            Image image = common.await(cairn.bakeImage().start(request));
            return ImageAnswers.baked(image, cairn.inspectImage().run(image.path()));
        });
    }

    @Command(description = "List the images that were baked here.")
    int list(@Mixin Common common) {
        return common.run(cairn -> {
            List<Image> all = cairn.listImages().all();
            return new Answer(
                    Map.of("images", all),
                    all.isEmpty()
                            ? List.of("no image yet; cairn image bake makes one")
                            : all.stream().map(ImageAnswers::line).toList());
        });
    }

    @Command(description = "Say what is in an image: partitions, releases, digests, sizes.")
    int inspect(@Mixin Common common, @Parameters(paramLabel = "IMG") Path image) {
        return common.run(cairn -> {
            return ImageAnswers.inspected(cairn.inspectImage().run(image));
        });
    }

    @Command(description = "Compare an image with its manifest, byte by byte.")
    int verify(@Mixin Common common, @Parameters(paramLabel = "IMG") Path image) {
        return common.run(cairn -> {
            var report = common.await(cairn.verifyImage().start(image));
            return Answer.of(report, "intact: " + image);
        });
    }

    @Command(description = "Say what a site that holds OLD needs for NEW: by chunks, as a patch, as a whole.")
    int diff(
            @Mixin Common common,
            @Parameters(paramLabel = "OLD") Path before,
            @Parameters(paramLabel = "NEW") Path after) {
        return common.run(
                cairn -> ImageAnswers.diff(common.await(cairn.diffImages().start(before, after))));
    }

    static @Nullable Role role(@Nullable String word) {
        if (word == null) {
            return null;
        }
        try {
            return Role.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(AppProblem.USAGE, "read", "--role", "reason", "server or agent, not " + word);
        }
    }
}
