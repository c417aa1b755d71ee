package dev.cairn.app.usecase.problem;

import dev.cairn.app.domain.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The three texts of every problem: what happened, why it matters, what to do. Immutable once made. */
public final class ProblemTexts {
    private static final List<String> FILES = List.of("problems-app", "problems-node", "problems-image");

    private final Properties texts = new Properties();

    public ProblemTexts() {
        for (String name : FILES) {
            load("/dev/cairn/resources/i18n/" + name + ".properties");
        }
    }

    /** What a person reads. */
    public record Text(String what, String why, String remedy) {}

    public Text of(Problem problem) {
        return new Text(text(problem, "what"), text(problem, "why"), text(problem, "do"));
    }

    /** Whether all three texts of a code exist. */
    public boolean has(String code) {
        return List.of("what", "why", "do").stream().allMatch(part -> texts.containsKey(code + "." + part));
    }

    private String text(Problem problem, String part) {
        String found = texts.getProperty(problem.code() + "." + part);
        if (found == null) {
            return part.equals("what") ? problem.code() + ": " + problem.element() + " " + problem.arguments() : "";
        }
        String filled = found.replace("{element}", problem.element()).replace("{phase}", problem.phase());
        for (Map.Entry<String, String> argument : problem.arguments().entrySet()) {
            filled = filled.replace("{" + argument.getKey() + "}", argument.getValue());
        }
        return filled;
    }

    private void load(String path) {
        try (InputStream in = ProblemTexts.class.getResourceAsStream(path)) {
            if (in != null) {
                texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
