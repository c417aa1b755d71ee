package dev.cairn.app.ui;

import dev.cairn.app.ui.port.FileChoosing;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Stage;

/** Chooses files with the system's own chooser. FX thread only. */
final class SystemFiles implements FileChoosing {
    private final Stage owner;

    SystemFiles(Stage owner) {
        this.owner = owner;
    }

    @Override
    public List<Path> choose(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        List<File> files = chooser.showOpenMultipleDialog(owner);
        return files == null ? List.of() : files.stream().map(File::toPath).toList();
    }

    @Override
    public Optional<Path> saveAs(String title, String name) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(name);
        return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
    }
}
