package dev.cairn.app.ui.settings;

import dev.cairn.app.ui.theme.Theme;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers how the window looks, in {@code desktop.properties} of the data folder; a file that cannot be read counts as none. */
public final class SavedLook {
    private static final Logger LOG = LoggerFactory.getLogger(SavedLook.class);
    private static final String THEME = "theme";

    private final Path file;

    /** Looks into the data folder. */
    public SavedLook(Path home) {
        file = home.resolve("desktop.properties");
    }

    /** The theme last chosen, light at first. */
    public Theme theme() {
        if (!Files.isRegularFile(file)) {
            return Theme.LIGHT;
        }
        Properties saved = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            saved.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            LOG.warn("the look could not be read from {}: {}", file, unreadable.toString());
        }
        return Theme.DARK.name().equalsIgnoreCase(saved.getProperty(THEME)) ? Theme.DARK : Theme.LIGHT;
    }

    /** Remembers a theme. */
    public void remember(Theme theme) {
        Properties saved = new Properties();
        saved.setProperty(THEME, theme.name());
        try (Writer writer = Files.newBufferedWriter(file)) {
            saved.store(writer, null);
        } catch (IOException unwritable) {
            LOG.warn("the look could not be kept in {}: {}", file, unwritable.toString());
        }
    }
}
