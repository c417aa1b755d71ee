package dev.cairn.app.cli;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.usecase.library.BakeRequest;
import dev.cairn.image.bake.ImageReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Disk images. */
@Command(name = "image", description = "Disk images: bake, inspect, verify.")
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
                    Path out) {
        return common.run(cairn -> {
            SiteId siteId = site == null ? null : cairn.listSites().find(site).id();
            Image image = common.await(cairn.bakeImage()
                    .start(new BakeRequest(
                            cairn.listReleases().find(release).digest(),
                            out,
                            siteId,
                            role(role),
                            hostName,
                            agentLayer)));
            return Answer.of(Map.of("image", image), line(image));
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
                            : all.stream().map(ImageCommands::line).toList());
        });
    }

    @Command(description = "Say what is in an image: partitions, releases, digests, sizes.")
    int inspect(@Mixin Common common, @Parameters(paramLabel = "IMG") Path image) {
        return common.run(cairn -> {
            ImageReport report = cairn.inspectImage().run(image);
            List<String> lines = new ArrayList<>();
            report.partitions()
                    .forEach(partition -> lines.add(partition.label() + "  " + Words.bytes(partition.bytes())));
            return new Answer(document(report), lines);
        });
    }

    @Command(description = "Compare an image with its manifest, byte by byte.")
    int verify(@Mixin Common common, @Parameters(paramLabel = "IMG") Path image) {
        return common.run(cairn -> {
            var report = common.await(cairn.verifyImage().start(image));
            return Answer.of(report, "intact: " + image);
        });
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

    /** The report without the seed, which holds the enrolment secret. */
    private static Map<String, Object> document(ImageReport report) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("bytes", report.bytes());
        document.put("diskGuid", report.diskGuid());
        document.put("partitions", report.partitions());
        document.put("espFiles", report.espFiles());
        document.put("hasSeed", report.seed().isPresent());
        document.put("entries", report.entries());
        document.put("slots", report.slots());
        report.manifest().ifPresent(manifest -> document.put("manifest", manifest));
        return document;
    }

    private static String line(Image image) {
        return image.path() + "  " + Words.bytes(image.bytes()) + "  sha256 " + image.sha256();
    }
}
