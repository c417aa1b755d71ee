package dev.cairn.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** What a virtual machine wrote on its serial port; grows while it runs and is kept as build output. */
final class ConsoleLog {
    static final String NAME = "console.log";
    private static final int LAST_LINES = 40;

    private final Path file;
    private int mark;

    ConsoleLog(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /** How the consoles below a folder end, each under its own name: what a machine said last before it was not heard again. */
    static String ends(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.endsWith(NAME)).sorted().toList()) {
                List<String> lines = new ConsoleLog(file).text().lines().toList();
                all.append("\nThe last lines of ")
                        .append(folder.relativize(file))
                        .append(":\n");
                lines.stream()
                        .skip(Math.max(0, lines.size() - LAST_LINES))
                        .forEach(line -> all.append(line).append('\n'));
            }
        }
        return all.toString();
    }

    /** Later waits look only at what comes from here on. */
    void mark() {
        mark = text().length();
    }

    String sinceMark() {
        String text = text();
        return text.substring(Math.min(mark, text.length()));
    }

    /** Waits for a line with the pattern after the mark and returns the match. */
    String await(String pattern, Duration most) {
        Pattern compiled = Pattern.compile(pattern);
        return Awaitility.await("console shows " + pattern + " (see " + file + ")")
                .atMost(most)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> find(compiled), found -> !found.isEmpty());
    }

    /** How often the pattern occurs after the mark. */
    long count(String pattern) {
        return Pattern.compile(pattern).matcher(sinceMark()).results().count();
    }

    private String find(Pattern pattern) {
        Matcher matcher = pattern.matcher(sinceMark());
        return matcher.find() ? matcher.group() : "";
    }

    private String text() {
        try {
            return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
