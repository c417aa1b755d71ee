package dev.cairn.app.usecase.problem;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ByteSize;
import dev.cairn.app.domain.Problem;
import dev.cairn.image.ImageProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The three texts of every problem: what happened, why it matters, what to do. {@code {name}} in a text is the problem's argument,
 * {@code {name:bytes}} that number of bytes in IEC units. Immutable once made.
 */
public final class ProblemTexts {
    private static final List<String> FILES = List.of("problems-app", "problems-node", "problems-image");

    private static final Pattern BYTES = Pattern.compile("\\{(\\w+):bytes}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final Properties texts = new Properties();

    public ProblemTexts() {
        for (String name : FILES) {
            load("/dev/cairn/resources/i18n/" + name + ".properties");
        }
    }

    /** What a person reads. */
    public record Text(String what, String why, String remedy) {}

    public Text of(Problem problem) {
        Problem told = told(problem);
        return new Text(text(told, "what"), text(told, "why"), text(told, "do"));
    }

    /** A disk that ran full during the work cannot say how much is missing, so other words tell it. */
    private static Problem told(Problem problem) {
        boolean ranFull = problem.code().equals(ImageProblem.DISK_FULL.code())
                && !NUMBER.matcher(problem.arguments().getOrDefault("needed", ""))
                        .matches();
        return ranFull
                ? new Problem(AppProblem.DISK_RAN_FULL.code(), problem.phase(), problem.element(), problem.arguments())
                : problem;
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
        String filled = sized(found, problem.arguments())
                .replace("{element}", problem.element())
                .replace("{phase}", problem.phase());
        for (Map.Entry<String, String> argument : problem.arguments().entrySet()) {
            filled = filled.replace("{" + argument.getKey() + "}", argument.getValue());
        }
        return filled;
    }

    /** Sizes that differ by less than IEC units show are told to the byte. */
    private static String sized(String text, Map<String, String> arguments) {
        List<Long> sizes = BYTES.matcher(text)
                .results()
                .map(found -> arguments.getOrDefault(found.group(1), ""))
                .filter(value -> NUMBER.matcher(value).matches())
                .map(Long::valueOf)
                .distinct()
                .toList();
        boolean alike = sizes.stream()
                        .map(ByteSize::new)
                        .map(ByteSize::toString)
                        .distinct()
                        .count()
                < sizes.size();
        return BYTES.matcher(text).replaceAll(found -> {
            String value = arguments.getOrDefault(found.group(1), "{" + found.group(1) + "}");
            if (!NUMBER.matcher(value).matches()) {
                return Matcher.quoteReplacement(value);
            }
            long size = Long.parseLong(value);
            return alike ? String.format(Locale.ROOT, "%,d B", size) : new ByteSize(size).toString();
        });
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
