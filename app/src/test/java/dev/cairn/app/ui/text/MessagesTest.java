package dev.cairn.app.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.library.ArtifactKind;
import dev.cairn.app.domain.profile.LayerKind;
import dev.cairn.app.domain.vault.OpenerKind;
import dev.cairn.app.ui.frame.Place;
import dev.cairn.app.ui.theme.Theme;
import dev.cairn.app.usecase.fleet.NeedsYou;
import dev.cairn.app.usecase.job.JobState;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the texts and the source together: no key is missing, none is kept for nothing. */
class MessagesTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/cairn/app");
    private static final Path MESSAGES = Path.of("../resources/i18n/messages.properties");
    private static final Pattern CALL = Pattern.compile("Texts\\s*\\.\\s*(text|count)\\(\\s*\"([^\"]+)\"\\s*([+,)])");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z][A-Za-z0-9_-]*(?:\\.[A-Za-z0-9_-]+)*)\"");

    /** Enums whose words are shown. */
    private static final List<Enum<?>[]> ENUMS = List.of(
            Place.values(),
            Theme.values(),
            Role.values(),
            JobState.values(),
            LayerKind.values(),
            ArtifactKind.values(),
            Drive.Refusal.values(),
            OpenerKind.values());

    @Test
    void hasEveryKeyThatTheSourceNames() throws IOException {
        Set<String> missing = new TreeSet<>();
        Properties messages = messages();
        Matcher call = CALL.matcher(source());
        while (call.find()) {
            if (call.group(3).equals("+")) {
                continue;
            }
            if (call.group(1).equals("count")) {
                need(missing, messages, call.group(2) + ".one");
                need(missing, messages, call.group(2) + ".many");
            } else {
                need(missing, messages, call.group(2));
            }
        }
        derived().forEach(key -> need(missing, messages, key));
        assertThat(missing).isEmpty();
    }

    @Test
    void keepsNoTextThatNothingShows() throws IOException {
        Set<String> used = new TreeSet<>(derived());
        Matcher literal = LITERAL.matcher(source());
        while (literal.find()) {
            used.add(literal.group(1));
        }
        Set<String> unused = new TreeSet<>();
        for (String key : messages().stringPropertyNames()) {
            String base = key.replaceFirst("\\.(one|many|key|does|word|means)$", "");
            boolean open = key.startsWith("activity.") || key.startsWith("series.");
            if (!open && !used.contains(key) && !used.contains(base)) {
                unused.add(key);
            }
        }
        assertThat(unused).isEmpty();
    }

    @Test
    void tellsEveryRecordedActionInASentence() throws IOException {
        Matcher action = Pattern.compile("activity(?:\\(\\))?\\s*\\.add\\(\\s*(?:[^,\"]*\\? )?\"([a-z-]+\\.[a-z-]+)\"")
                .matcher(source());
        Properties messages = messages();
        Set<String> missing = new TreeSet<>();
        int found = 0;
        while (action.find()) {
            found++;
            need(missing, messages, "activity." + action.group(1));
        }
        assertThat(found).isGreaterThan(8);
        assertThat(missing).isEmpty();
    }

    @Test
    void fillsArgumentsAndChoosesByNumber() {
        assertThat(Texts.count("nodes.count", 1)).isEqualTo("1 node");
        assertThat(Texts.count("nodes.count", 12)).isEqualTo("12 nodes");
        assertThat(Texts.text("sites.running", 2, 3)).isEqualTo("2 of 3");
        assertThat(Texts.text("no.such.key")).isEqualTo("[no.such.key]");
    }

    private static Set<String> derived() {
        Set<String> keys = new TreeSet<>();
        for (Enum<?>[] values : ENUMS) {
            for (Enum<?> value : values) {
                keys.add(value.getDeclaringClass().getSimpleName() + "." + value.name());
            }
        }
        for (NeedsYou.Kind kind : NeedsYou.Kind.values()) {
            keys.add("need." + kind.name().toLowerCase(Locale.ROOT));
            keys.add("need." + kind.name().toLowerCase(Locale.ROOT) + ".action");
        }
        for (Drive.Refusal refusal : Drive.Refusal.values()) {
            keys.add("Refusal." + refusal.name() + ".means");
        }
        for (String span : List.of("15m", "1h", "6h", "1d", "7d")) {
            keys.add("telemetry.span." + span);
        }
        for (int priority : List.of(3, 4, 6, 7)) {
            keys.add("telemetry.priority." + priority);
        }
        return keys;
    }

    private static void need(Set<String> missing, Properties messages, String key) {
        if (!messages.containsKey(key)) {
            missing.add(key);
        }
    }

    private static Properties messages() throws IOException {
        Properties messages = new Properties();
        try (Reader reader = Files.newBufferedReader(MESSAGES)) {
            messages.load(reader);
        }
        return messages;
    }

    private static String source() throws IOException {
        List<String> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                all.add(Files.readString(file));
            }
        }
        return String.join("\n", all);
    }
}
