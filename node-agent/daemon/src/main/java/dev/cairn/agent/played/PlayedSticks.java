package dev.cairn.agent.played;

import dev.cairn.agent.stick.Stick;
import dev.cairn.agent.stick.Sticks;
import dev.cairn.protocol.StickLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The stick of a played machine: its folder {@code stick}, while there is one. Used by one lane. */
public final class PlayedSticks implements Sticks {
    private final Path folder;

    /** {@code machine} is the folder that plays the machine. */
    public PlayedSticks(Path machine) {
        this.folder = machine.resolve("stick");
    }

    @Override
    public Optional<String> plugged() {
        try {
            return Optional.of(folder.toRealPath().toString());
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    @Override
    public Stick open() throws IOException {
        Path real = folder.toRealPath();
        return new Stick() {
            @Override
            public StickLayout layout() {
                return new StickLayout(real);
            }

            @Override
            public void allowWriting() throws IOException {
                if (Files.exists(real.resolve("write-protected"))) {
                    throw new IOException("the stick is write-protected");
                }
            }

            @Override
            public void close() {}
        };
    }
}
