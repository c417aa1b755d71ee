package dev.cairn.app.usecase.library;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Translation;
import dev.cairn.app.domain.library.ArtifactKind;
import dev.cairn.app.usecase.job.JobControl;
import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.baseos.BaseOsCheck;
import dev.cairn.image.baseos.BaseOsReport;
import dev.cairn.image.baseos.ElfFile;
import dev.cairn.image.content.ContentCheck;
import dev.cairn.image.content.ContentType;
import dev.cairn.image.layer.Layer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds out what a file is and whether it can be used as that. Reads only. */
final class ArtifactJudge {
    /** That of all nodes: their images start by systemd-boot for x86-64. */
    private static final String ARCHITECTURE = "x86-64";

    /** What was found. */
    record Judgement(ArtifactKind kind, Map<String, String> details) {}

    Judgement judge(Path file, @Nullable ArtifactKind wanted, JobControl control) {
        if (wanted != null && wanted != ArtifactKind.BASE_OS) {
            return new Judgement(wanted, details(file, wanted, control));
        }
        byte[] head = head(file);
        if (wanted == null && isExecutable(head)) {
            ArtifactKind kind = fileName(file).contains("k3s") ? ArtifactKind.KUBERNETES : ArtifactKind.FILE;
            return new Judgement(kind, details(file, kind, control));
        }
        if (wanted == null && !ArchiveKind.isArchive(head)) {
            throw ProblemException.of(AppProblem.ARTIFACT_KIND_UNCLEAR, "import", file);
        }
        return baseOs(file, wanted != null, control);
    }

    private static Map<String, String> details(Path file, ArtifactKind kind, JobControl control) {
        return switch (kind) {
            case KUBERNETES -> kubernetes(file);
            case IMAGES -> content(ContentType.IMAGES, file, control);
            case CHART -> content(ContentType.CHART, file, control);
            case BASE_OS, AGENT, FILE -> Map.of();
        };
    }

    private static Map<String, String> content(ContentType type, Path file, JobControl control) {
        OptionalInt images = Translation.of(() -> new ContentCheck().check(type, file, new JobProgressBridge(control)));
        return images.isPresent() ? Map.of("images", Integer.toString(images.getAsInt())) : Map.of();
    }

    private static Map<String, String> kubernetes(Path file) {
        try {
            ElfFile executable = ElfFile.of(file).orElse(null);
            if (executable != null) {
                runs(file, executable);
            }
            return K3sVersion.in(file)
                    .map(version -> Map.of("version", version))
                    .orElse(Map.of());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static void runs(Path file, ElfFile executable) throws IOException {
        if (!executable.architecture().equals(ARCHITECTURE)) {
            throw ProblemException.of(
                    AppProblem.ARTIFACT_ARCHITECTURE,
                    "import",
                    file,
                    "found",
                    executable.architecture(),
                    "wanted",
                    ARCHITECTURE);
        }
        long bytes = Files.size(file);
        if (bytes < executable.leastBytes()) {
            throw ProblemException.of(
                    AppProblem.ARTIFACT_CUT_OFF, "import", file, "bytes", bytes, "needed", executable.leastBytes());
        }
    }

    private Judgement baseOs(Path file, boolean certain, JobControl control) {
        BaseOsReport report = report(file, certain, control);
        if (!certain && report.kernelVersion().isEmpty() && !looksLikeAnOs(report)) {
            throw ProblemException.of(AppProblem.ARTIFACT_KIND_UNCLEAR, "import", file);
        }
        if (!report.usable()) {
            String missing = report.missing().stream()
                    .map(lack -> lack.name() + " (" + lack.path() + ", Debian package " + lack.debianPackage() + ")")
                    .collect(Collectors.joining("; "));
            throw Translation.of(new ImageException(
                    ImageProblem.BASE_OS_INCOMPLETE, "import", file.toString(), Map.of("missing", missing)));
        }
        return new Judgement(
                ArtifactKind.BASE_OS,
                Map.of(
                        "os", report.prettyName(),
                        "architecture", report.architecture(),
                        "kernel", report.kernelVersion()));
    }

    private BaseOsReport report(Path file, boolean certain, JobControl control) {
        try {
            return new BaseOsCheck().check(List.of(Layer.tar(file)), new JobProgressBridge(control));
        } catch (ImageException e) {
            // An archive of several images is no base OS, but may well be meant as the images of an application.
            throw !certain && e.problem() == ImageProblem.ARCHIVE_CHOICE
                    ? ProblemException.of(AppProblem.ARTIFACT_KIND_UNCLEAR, "import", file)
                    : Translation.of(e);
        }
    }

    /** The image of an application has an os-release too; systemd it has not. */
    private static boolean looksLikeAnOs(BaseOsReport report) {
        return !report.prettyName().equals("unknown")
                && report.missing().stream().noneMatch(lack -> lack.name().equals("systemd"));
    }

    private static boolean isExecutable(byte[] head) {
        boolean elf = head.length > 4 && head[0] == 0x7f && head[1] == 'E' && head[2] == 'L' && head[3] == 'F';
        return elf || (head.length > 2 && head[0] == '#' && head[1] == '!');
    }

    private static String fileName(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }

    private static byte[] head(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(512);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static ProblemException unreadable(Path file, IOException reason) {
        return new ProblemException(
                dev.cairn.app.domain.Problem.of(
                        AppProblem.ARTIFACT_UNREADABLE, "import", file, "reason", String.valueOf(reason.getMessage())),
                reason);
    }
}
