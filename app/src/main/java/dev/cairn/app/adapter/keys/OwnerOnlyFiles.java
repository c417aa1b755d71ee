package dev.cairn.app.adapter.keys;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.fleet.OwnedFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Files of this user alone. Thread-safe for different files. */
public final class OwnerOnlyFiles implements OwnedFiles {
    @Override
    public void replace(Path file, String text) {
        try {
            OwnerOnly.write(file.toAbsolutePath(), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw failed("write", file, e);
        }
    }

    @Override
    public void destroy(Path file) {
        try {
            OwnerOnly.destroy(file);
        } catch (IOException e) {
            throw failed("delete", file, e);
        }
    }

    @Override
    public void destroyAllIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(Files::isRegularFile).toList().forEach(this::destroy);
        } catch (IOException e) {
            throw failed("delete", folder, e);
        }
    }

    private static ProblemException failed(String phase, Path file, IOException e) {
        return new ProblemException(
                Problem.of(AppProblem.FILE_UNWRITABLE, phase, file, "reason", String.valueOf(e.getMessage())), e);
    }
}
