package dev.cairn.standin;

import dev.cairn.standin.process.OptionTable;
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
                    .replace("variant_becomes_ready=yes", "variant_becomes_ready=" + (becomesReady ? "yes" : "no"))
                    .replace("known_server=all", "known_server=\"" + known("server") + "\"")
                    .replace("known_agent=all", "known_agent=\"" + known("agent") + "\"");
            Path file = folder.resolve("k3s-" + name);
            Files.createDirectories(folder);
            Files.writeString(file, variant);
            return file;
        }
    }

    private static String known(String command) throws IOException {
        try (InputStream in = StandInK3s.class.getResourceAsStream("/dev/cairn/resources/k3s/options.tsv")) {
            OptionTable table =
                    OptionTable.parse(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
            return table.known("v1.34", command);
        }
    }
}
