package dev.cairn.agent.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The administrator's kubeconfig that the distribution writes on a server (docs.k3s.io, "Cluster Access"). Thread-safe. */
public final class Kubeconfig {
    private static final int MOST_BYTES = 256 << 10;

    private final Path file;

    /** {@code file} need not exist. */
    public Kubeconfig(Path file) {
        this.file = file;
    }

    /** Its text; empty while this node serves no API. */
    public Optional<String> read() throws IOException {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException(file + " is larger than " + MOST_BYTES + " bytes");
            }
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException worker) {
            return Optional.empty();
        }
    }
}
