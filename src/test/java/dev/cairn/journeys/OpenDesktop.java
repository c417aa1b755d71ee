package dev.cairn.journeys;

import dev.cairn.app.ui.CairnDesktop;
import java.nio.file.Path;

/** Opens the app as its own process, for measuring its start. */
final class OpenDesktop {
    private OpenDesktop() {}

    /** The one argument is the data folder. */
    public static void main(String[] arguments) {
        CairnDesktop.launch(Path.of(arguments[0]));
    }
}
