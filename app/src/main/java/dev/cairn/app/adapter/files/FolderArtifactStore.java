package dev.cairn.app.adapter.files;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.library.ArtifactStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.LongConsumer;

/** Artifacts below {@code artifacts/sha256/}, two digits a folder. A file has its final name only when it is whole. */
public final class FolderArtifactStore implements ArtifactStore {
    private static final int BUFFER = 1 << 20;

    private final Path root;

    public FolderArtifactStore(Path artifacts) {
        this.root = artifacts.resolve("sha256");
    }

    @Override
    public Digest put(Path file, LongConsumer copied) {
        try {
            Path arriving = Files.createDirectories(root.resolveSibling("arriving"));
            Path temporary = Files.createTempFile(arriving, "artifact", ".part");
            try {
                Digest digest = copy(file, temporary, copied);
                keep(temporary, path(digest));
                return digest;
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw failed("import", file, e);
        }
    }

    @Override
    public boolean has(Digest digest) {
        return Files.isRegularFile(path(digest));
    }

    @Override
    public Path path(Digest digest) {
        return root.resolve(digest.hex().substring(0, 2)).resolve(digest.hex());
    }

    @Override
    public void remove(Digest digest) {
        try {
            Files.deleteIfExists(path(digest));
        } catch (IOException e) {
            throw failed("remove", path(digest), e);
        }
    }

    private static Digest copy(Path from, Path to, LongConsumer copied) throws IOException {
        MessageDigest hash = sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(from);
                FileChannel out = FileChannel.open(to, StandardOpenOption.WRITE)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                hash.update(buffer, 0, read);
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                copied.accept(read);
            }
            out.force(true);
        }
        return new Digest(HexFormat.of().formatHex(hash.digest()));
    }

    private static void keep(Path temporary, Path place) throws IOException {
        Path folder = Objects.requireNonNull(place.getParent());
        Files.createDirectories(folder);
        Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Folders.sync(folder);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static ProblemException failed(String phase, Path file, IOException e) {
        return new ProblemException(
                Problem.of(AppProblem.FILE_UNWRITABLE, phase, file, "reason", String.valueOf(e.getMessage())), e);
    }
}
