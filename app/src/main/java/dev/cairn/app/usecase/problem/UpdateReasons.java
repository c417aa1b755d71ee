package dev.cairn.app.usecase.problem;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.fleet.UpdateEnd;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why an update did not commit, in plain words: nodes say it as a code with details. Immutable. */
public final class UpdateReasons {
    /** {@code CODE}, {@code CODE: DETAIL} or {@code CODE while PHASE: ELEMENT {NAME=VALUE, …}}. */
    private static final Pattern SHAPE = Pattern.compile(
            "(?<code>[a-z]+(?:[.-][a-z]+)+)(?: while [^:]+: (?<element>.*?) ?\\{(?<arguments>.*)}|: (?<detail>.+))?",
            Pattern.DOTALL);

    private static final Pattern SLOT = Pattern.compile("\\b([Ss]lot) ([ab])\\b");

    private final ProblemTexts texts;

    public UpdateReasons(ProblemTexts texts) {
        this.texts = texts;
    }

    /** A sentence; empty for an update that committed. */
    public String of(UpdateEnd end) {
        Matcher told = SHAPE.matcher(end.reason());
        if (!told.matches() || !texts.has(told.group("code"))) {
            return sentence(end.reason());
        }
        String element = told.group("element");
        String detail = told.group("detail");
        Map<String, String> arguments = arguments(told.group("arguments"));
        arguments.put("current", end.currentSlot());
        if (detail != null) {
            arguments.put("reason", detail);
        }
        boolean replaced = told.group("code").equals("update.replaced");
        String subject = element == null ? replaced ? end.version() : end.triedSlot() : element;
        String what = texts.of(new Problem(told.group("code"), "update", subject, arguments))
                .what();
        boolean tellsAll = detail == null || what.contains(detail);
        return sentence(tellsAll ? what : detail);
    }

    private static Map<String, String> arguments(@Nullable String told) {
        Map<String, String> arguments = new HashMap<>();
        if (told != null) {
            for (String pair : told.split(", ")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    arguments.put(pair.substring(0, equals), pair.substring(equals + 1));
                }
            }
        }
        return arguments;
    }

    private static String sentence(String words) {
        String named = SLOT.matcher(words)
                .replaceAll(found -> found.group(1) + " " + found.group(2).toUpperCase(Locale.ROOT));
        return named.isEmpty() ? "" : named.substring(0, 1).toUpperCase(Locale.ROOT) + named.substring(1);
    }
}
