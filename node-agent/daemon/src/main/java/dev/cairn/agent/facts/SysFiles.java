package dev.cairn.agent.facts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads small files of /proc and /sys below a root; what is not there or may not be read is simply absent. Thread-safe. */
public final class SysFiles {
    private static final int MOST_CHARACTERS = 200;

    private final Path root;

    public SysFiles(Path root) {
        this.root = root;
    }

    public Path path(String path) {
        return root.resolve(path);
    }

    public boolean exists(String path) {
        return Files.exists(path(path));
    }

    public List<String> lines(String path) {
        try {
            return new String(Files.readAllBytes(path(path)), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException absent) {
            return List.of();
        }
    }

    /** The text without control characters and outer blanks; nothing if that leaves nothing. */
    public Optional<String> text(String path) {
        try {
            String text = new String(Files.readAllBytes(path(path)), StandardCharsets.UTF_8)
                    .replaceAll("\\p{Cntrl}+", " ")
                    .strip();
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(text.substring(0, Math.min(text.length(), MOST_CHARACTERS)));
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    public Optional<Long> number(String path) {
        return text(path).filter(text -> text.matches("-?\\d{1,18}")).map(Long::parseLong);
    }

    /** The last part of what a link leads to, such as a driver's name. */
    public Optional<String> linkName(String path) {
        try {
            return Optional.ofNullable(Files.readSymbolicLink(path(path)).getFileName())
                    .map(Path::toString);
        } catch (IOException | UnsupportedOperationException absent) {
            return Optional.empty();
        }
    }

    public List<String> list(String path) {
        try (Stream<Path> files = Files.list(path(path))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException absent) {
            return List.of();
        }
    }
}
