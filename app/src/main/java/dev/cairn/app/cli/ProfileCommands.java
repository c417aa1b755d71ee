package dev.cairn.app.cli;

import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.profile.Layer;
import dev.cairn.app.domain.profile.LayerKind;
import dev.cairn.app.domain.profile.ProfileDraft;
import dev.cairn.app.domain.profile.ProfileFinding;
import dev.cairn.app.domain.profile.ProfileVerdict;
import dev.cairn.app.domain.profile.ProfileVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Cluster profiles and their versions. */
@Command(name = "profile", description = "Cluster profiles: named, versioned stacks of layers.")
final class ProfileCommands {
    @Command(name = "new", description = "Write a profile file to start from.")
    int create(
            @Mixin Common common,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--out", paramLabel = "FILE", description = "The file (else NAME.yaml here).") @Nullable
                    Path out) {
        return common.run(cairn -> {
            Path file = out == null ? Path.of(name + ".yaml") : out;
            ProfileDraft draft = new ProfileDraft(
                    name,
                    "Describe what these clusters are for",
                    List.of(
                            new Layer(LayerKind.BASE_OS, "debian-13", "debian-13.tar", null, new TreeMap<>()),
                            new Layer(LayerKind.KUBERNETES, "k3s", "k3s", null, new TreeMap<>())));
            NamedFiles.writeNew(file, cairn.saveProfile().yamlOf(draft));
            return Answer.of(Map.of("file", file), "wrote " + file + "; edit it, then: cairn profile import " + file);
        });
    }

    @Command(description = "Check a profile file against its rules and the library.")
    int validate(@Mixin Common common, @Parameters(paramLabel = "FILE") Path file) {
        return common.run(cairn -> {
            ProfileVerdict verdict = cairn.validateProfile().run(NamedFiles.text(file));
            if (!verdict.complete()) {
                throw new ProblemException(
                        verdict.findings().stream().map(ProfileFinding::problem).toList(), null);
            }
            return Answer.of(
                    Map.of("complete", true, "artifacts", verdict.artifacts(), "bytes", verdict.bytes()),
                    "complete: " + verdict.present() + " of " + verdict.artifacts() + " artifacts, "
                            + Words.bytes(verdict.bytes()));
        });
    }

    @Command(name = "import", description = "Keep a profile file as the profile's next version.")
    int importFile(@Mixin Common common, @Parameters(paramLabel = "FILE") Path file) {
        return common.run(cairn -> {
            ProfileVersion version = cairn.saveProfile().run(NamedFiles.text(file));
            return Answer.of(Map.of("profile", version), "kept " + label(version));
        });
    }

    @Command(description = "Write a version of a profile to a file or standard output.")
    int export(
            @Mixin Common common,
            @Parameters(paramLabel = "NAME[@VERSION]") String reference,
            @Option(names = "--out", paramLabel = "FILE") @Nullable Path out) {
        return common.run(cairn -> {
            ProfileVersion version = cairn.listProfiles().find(reference);
            if (out == null) {
                return Answer.of(Map.of("yaml", version.yaml()), version.yaml());
            }
            NamedFiles.writeNew(out, version.yaml());
            return Answer.of(Map.of("file", out), "wrote " + out);
        });
    }

    @Command(description = "List the profiles.")
    int list(@Mixin Common common) {
        return common.run(cairn -> {
            List<ProfileVersion> latest = cairn.listProfiles().latest();
            return new Answer(
                    Map.of("profiles", latest),
                    latest.isEmpty()
                            ? List.of("no profile yet; cairn profile new NAME writes one to start from")
                            : latest.stream().map(ProfileCommands::label).toList());
        });
    }

    @Command(description = "Show a version of a profile.")
    int show(@Mixin Common common, @Parameters(paramLabel = "NAME[@VERSION]") String reference) {
        return common.run(cairn -> {
            ProfileVersion version = cairn.listProfiles().find(reference);
            return Answer.of(Map.of("profile", version), label(version), version.yaml());
        });
    }

    @Command(description = "Say what differs between two versions.")
    int diff(
            @Mixin Common common,
            @Parameters(paramLabel = "A") String before,
            @Parameters(paramLabel = "B") String after) {
        return common.run(cairn -> {
            var differences = cairn.diffProfiles()
                    .run(cairn.listProfiles().find(before), cairn.listProfiles().find(after));
            return new Answer(
                    Map.of("differences", differences),
                    differences.isEmpty()
                            ? List.of("no difference")
                            : differences.stream()
                                    .map(one -> one.place() + ": " + one.before() + " → " + one.after())
                                    .toList());
        });
    }

    private static String label(ProfileVersion version) {
        return version.name() + "@" + version.version() + "  "
                + version.digest().shortHex() + "  " + version.draft().layers().size() + " layers";
    }
}
