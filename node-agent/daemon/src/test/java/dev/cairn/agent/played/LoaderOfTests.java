package dev.cairn.agent.played;

import dev.cairn.image.slot.LoaderEntry;
import java.io.IOException;
import java.nio.file.Path;

/** Opens the played loader to tests of other packages. */
public final class LoaderOfTests {
    private LoaderOfTests() {}

    public static LoaderEntry choose(Path esp) throws IOException {
        return new PlayedLoader(esp).choose().orElseThrow(() -> new AssertionError("nothing to boot"));
    }
}
