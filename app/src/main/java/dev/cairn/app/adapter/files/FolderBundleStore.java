package dev.cairn.app.adapter.files;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.library.BundleStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Slot bundles below {@code bundles/}; beside each a note of what it was made of. */
public final class FolderBundleStore implements BundleStore {
    private final Path root;

    public FolderBundleStore(Path bundles) {
        this.root = bundles;
    }

    @Override
    public Path folder(Digest release) {
        return root.resolve(release.hex());
    }

    @Override
    public Optional<String> madeOf(Digest release) {
        try {
            Path note = note(release);
            return Files.exists(note) && Files.isDirectory(folder(release))
                    ? Optional.of(Files.readString(note))
                    : Optional.empty();
        } catch (IOException e) {
            throw failed(release, e);
        }
    }

    @Override
    public void remember(Digest release, String inputs) {
        try {
            Files.writeString(note(release), inputs);
        } catch (IOException e) {
            throw failed(release, e);
        }
    }

    @Override
    public void forget(Digest release) {
        try {
            Files.createDirectories(root);
            Files.deleteIfExists(note(release));
        } catch (IOException e) {
            throw failed(release, e);
        }
    }

    private Path note(Digest release) {
        return root.resolve(release.hex() + ".made-of");
    }

    private ProblemException failed(Digest release, IOException e) {
        return new ProblemException(
                Problem.of(
                        AppProblem.FILE_UNWRITABLE,
                        "bundle",
                        folder(release),
                        "reason",
                        String.valueOf(e.getMessage())),
                e);
    }
}
