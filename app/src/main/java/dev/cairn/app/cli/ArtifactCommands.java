package dev.cairn.app.cli;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.library.Artifact;
import dev.cairn.app.domain.library.ArtifactKind;
import dev.cairn.app.usecase.library.ImportRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The library of artifacts. */
@Command(name = "artifact", description = "The library: root file systems, Kubernetes binaries, charts, files.")
final class ArtifactCommands {
    @Command(name = "import", description = "Bring files into the library.")
    int importFiles(
            @Mixin Common common,
            @Option(
                            names = "--kind",
                            paramLabel = "KIND",
                            description =
                                    "base-os, kubernetes, agent, images, chart or file; found out when left away.")
                    @Nullable
                    String kind,
            @Option(names = "--name", paramLabel = "NAME", description = "The artifact's name (for one file).")
                    @Nullable
                    String name,
            @Parameters(paramLabel = "FILE", arity = "1..*") List<Path> files) {
        return common.run(cairn -> {
            ArtifactKind known = kind == null ? null : kind(kind);
            if (name != null && files.size() > 1) {
                throw ProblemException.of(AppProblem.USAGE, "import", "--name", "reason", "it names one file only");
            }
            List<Artifact> imported = common.await(cairn.importArtifact()
                    .start(files.stream()
                            .map(file -> new ImportRequest(file, known, name))
                            .toList()));
            return answer("imported", imported);
        });
    }

    @Command(description = "List the library.")
    int list(@Mixin Common common) {
        return common.run(cairn -> answer("artifacts", cairn.listArtifacts().all()));
    }

    @Command(description = "Show one artifact.")
    int show(@Mixin Common common, @Parameters(paramLabel = "NAME|DIGEST") String reference) {
        return common.run(cairn -> {
            Artifact artifact = cairn.listArtifacts().find(reference);
            return Answer.of(
                    Map.of("artifact", artifact),
                    line(artifact),
                    "digest " + artifact.digest().prefixed(),
                    "details " + artifact.details());
        });
    }

    @Command(description = "Remove what no release and no profile uses.")
    int prune(@Mixin Common common) {
        return common.run(cairn -> answer("removed", cairn.pruneArtifacts().run()));
    }

    private static ArtifactKind kind(String word) {
        return ArtifactKind.ofWord(word)
                .orElseThrow(() -> ProblemException.of(
                        AppProblem.USAGE, "import", "--kind", "reason", "there is no kind " + word));
    }

    private static Answer answer(String what, List<Artifact> artifacts) {
        return new Answer(
                Map.of(what, artifacts),
                artifacts.isEmpty()
                        ? List.of("nothing " + (what.equals("artifacts") ? "in the library yet" : what))
                        : artifacts.stream().map(ArtifactCommands::line).toList());
    }

    private static String line(Artifact artifact) {
        return artifact.digest().shortHex() + "  " + artifact.kind().word() + "  " + artifact.name() + "  "
                + Words.bytes(artifact.bytes());
    }
}
