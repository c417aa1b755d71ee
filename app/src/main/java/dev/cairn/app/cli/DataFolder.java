package dev.cairn.app.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where the data folder is when nobody says. */
public final class DataFolder {
    private DataFolder() {}

    /** {@code CAIRN_HOME}, or the place that the system has for application data. */
    public static Path usual() {
        String given = environment("CAIRN_HOME");
        if (given != null) {
            return Path.of(given);
        }
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        Path user = Path.of(System.getProperty("user.home"));
        if (system.contains("win")) {
            String local = environment("LOCALAPPDATA");
            return (local == null ? user.resolve("AppData").resolve("Local") : Path.of(local)).resolve("Cairn");
        }
        if (system.contains("mac")) {
            return user.resolve("Library").resolve("Application Support").resolve("Cairn");
        }
        String data = environment("XDG_DATA_HOME");
        return (data == null ? user.resolve(".local").resolve("share") : Path.of(data)).resolve("cairn");
    }

    private static @Nullable String environment(String name) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? null : value;
    }
}
