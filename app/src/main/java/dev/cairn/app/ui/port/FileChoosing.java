package dev.cairn.app.ui.port;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Lets the person choose files; the desktop opens the system's chooser, tests answer at once. FX thread only. */
@FunctionalInterface
public interface FileChoosing {
    /** The chosen files; empty when none was chosen. */
    List<Path> choose(String title);

    /** Where to save something under this name; empty when the person gave no place, or cannot be asked. */
    default Optional<Path> saveAs(String title, String name) {
        return Optional.empty();
    }
}
