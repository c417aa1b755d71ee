package dev.cairn.app.cli;

import dev.cairn.protocol.AfterInstall;
import dev.cairn.protocol.DiskChoice;
import dev.cairn.protocol.InstallRule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --install DISK[,erase-data][,min=64G][,countdown=10][,power-off]}. Stateless. */
final class InstallOption implements ITypeConverter<InstallRule> {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})([MGT])");
    private static final Map<String, Long> UNITS =
            Map.of("M", 1_000_000L, "G", 1_000_000_000L, "T", 1_000_000_000_000L);

    @Override
    public InstallRule convert(String text) {
        List<String> words = Arrays.asList(text.split(",", -1));
        try {
            InstallRule rule = InstallRule.of(DiskChoice.of(words.getFirst()));
            for (String word : words.subList(1, words.size())) {
                rule = with(rule, word);
            }
            return rule;
        } catch (IllegalArgumentException wrong) {
            throw new TypeConversionException(wrong.getMessage());
        }
    }

    private static InstallRule with(InstallRule rule, String word) {
        String value = word.substring(word.indexOf('=') + 1);
        long minimum = word.startsWith("min=") ? size(value) : rule.minimumBytes();
        int countdown = word.startsWith("countdown=") ? seconds(value) : rule.countdownSeconds();
        boolean known = word.startsWith("min=") || word.startsWith("countdown=") || word.equals("erase-data");
        AfterInstall then = known ? rule.then() : end(word);
        return new InstallRule(rule.disk(), minimum, rule.eraseData() || word.equals("erase-data"), countdown, then);
    }

    private static AfterInstall end(String word) {
        return Arrays.stream(AfterInstall.values())
                .filter(end -> end.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "known are erase-data, min=SIZE, countdown=SECONDS, reboot and power-off, not " + word));
    }

    private static long size(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw new IllegalArgumentException(
                    "a size is a number with M, G or T behind it, for example 64G, not " + text);
        }
        return Long.parseLong(size.group(1)) * UNITS.getOrDefault(size.group(2), 1L);
    }

    private static int seconds(String text) {
        if (!text.matches("\\d{1,6}")) {
            throw new IllegalArgumentException("a countdown is a number of seconds, not " + text);
        }
        return Integer.parseInt(text);
    }
}
