package dev.cairn.standin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Variants of the stand-in k3s executable, which is a shell script among the test resources. Immutable. */
public record StandInK3s(String name, boolean becomesReady) {
    /** Writes the executable into a folder and returns it. */
    public Path writeTo(Path folder) throws IOException {
        try (InputStream in = StandInK3s.class.getResourceAsStream("/dev/cairn/standin/k3s")) {
            String script = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            String variant = script.replace("variant_name=first", "variant_name=" + name)
                    .replace("variant_becomes_ready=yes", "variant_becomes_ready=" + (becomesReady ? "yes" : "no"));
            Path file = folder.resolve("k3s-" + name);
            Files.createDirectories(folder);
            Files.writeString(file, variant);
            return file;
        }
    }
}
