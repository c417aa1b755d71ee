package dev.cairn.agent.played;

import dev.cairn.agent.telemetry.BootLogs;
import dev.cairn.agent.telemetry.LogEnd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plays the persistent journal: one file per boot, which begins with the kernel's command line. Thread-safe. */
public final class PlayedBootLogs implements BootLogs, Consumer<String> {
    private static final int MOST_BOOTS = 12;
    private static final long MOST_FILE = 1L << 20;

    private final Path folder;
    private final String present;
    private final String commandLine;
    private @Nullable Path file;

    /** Writes nothing before the first line. */
    public PlayedBootLogs(Path folder, String bootId, String commandLine) {
        this.folder = folder;
        this.present = bootId.replace("-", "");
        this.commandLine = commandLine;
    }

    /** Adds a line to the log of the present boot; a disk that refuses it loses it. */
    @Override
    public synchronized void accept(String line) {
        try {
            Path own = ownFile();
            if (Files.size(own) < MOST_FILE) {
                append(own, line);
            }
        } catch (IOException lost) {
            file = null;
        }
    }

    @Override
    public synchronized List<String> boots() throws IOException {
        return files().stream().map(PlayedBootLogs::bootOf).toList();
    }

    @Override
    public synchronized BootLog read(String boot, String mark) throws IOException {
        LogEnd end = new LogEnd(MOST_BYTES, mark);
        for (Path written : files()) {
            if (bootOf(written).equals(boot)) {
                Files.readAllLines(written).forEach(end);
            }
        }
        return end.log();
    }

    private Path ownFile() throws IOException {
        Path own = file;
        if (own == null) {
            Files.createDirectories(folder);
            List<Path> written = files();
            own = written.stream()
                    .filter(one -> bootOf(one).equals(present))
                    .findFirst()
                    .orElse(null);
            if (own == null) {
                own = folder.resolve(String.format(Locale.ROOT, "%08d-%s.log", next(written), present));
                append(own, "kernel: Command line: " + commandLine);
            }
            for (Path old : written.subList(0, Math.max(0, written.size() - MOST_BOOTS))) {
                Files.delete(old);
            }
            file = own;
        }
        return own;
    }

    private static int next(List<Path> written) {
        return written.isEmpty() ? 1 : Integer.parseInt(name(written.getLast()).substring(0, 8)) + 1;
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(one -> name(one).matches("\\d{8}-[0-9a-f]+\\.log"))
                    .sorted()
                    .toList();
        }
    }

    private static String bootOf(Path file) {
        return name(file).substring(9, name(file).length() - ".log".length());
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static void append(Path file, String line) throws IOException {
        Files.writeString(
                file, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
