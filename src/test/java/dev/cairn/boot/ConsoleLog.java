package dev.cairn.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** What a virtual machine wrote on its serial port; grows while it runs and is kept as build output. */
final class ConsoleLog {
    private final Path file;
    private int mark;

    ConsoleLog(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
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
