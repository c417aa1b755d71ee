package dev.cairn.image.slot;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text and the file name of a boot loader entry. */
final class LoaderEntryText {
    private static final Pattern FILE_NAME = Pattern.compile("(cairn-[a-z]+)(?:\\+(\\d{1,3})(?:-(\\d{1,3}))?)?\\.conf");
    private static final Pattern VERSION = Pattern.compile("\\d{1,18}");

    private LoaderEntryText() {}

    static String fileName(LoaderEntry entry) {
        String counter = "";
        if (entry.triesLeft().isPresent()) {
            counter = "+" + entry.triesLeft().getAsInt() + (entry.triesDone() > 0 ? "-" + entry.triesDone() : "");
        }
        return entry.name() + counter + ".conf";
    }

    static String render(LoaderEntry entry) {
        return SectorText.padded(
                "title " + entry.title() + "\nsort-key " + LoaderEntry.SORT_KEY + "\nversion " + entry.version()
                        + "\nlinux " + entry.linux() + "\ninitrd " + entry.initrd() + "\noptions "
                        + String.join(" ", entry.options()) + "\n");
    }

    static Optional<LoaderEntry> parse(String fileName, String text) {
        Matcher name = FILE_NAME.matcher(fileName);
        if (!name.matches()) {
            return Optional.empty();
        }
        Map<String, String> keys = new TreeMap<>();
        text.lines().map(String::strip).filter(line -> !line.startsWith("#")).forEach(line -> {
            String[] parts = line.split("\\s+", 2);
            if (parts.length == 2) {
                keys.putIfAbsent(parts[0], parts[1]);
            }
        });
        String version = keys.getOrDefault("version", "");
        if (!VERSION.matcher(version).matches() || !keys.containsKey("linux")) {
            return Optional.empty();
        }
        String left = name.group(2);
        String done = name.group(3);
        return Optional.of(new LoaderEntry(
                name.group(1),
                keys.getOrDefault("title", name.group(1)),
                Long.parseLong(version),
                keys.getOrDefault("linux", ""),
                keys.getOrDefault("initrd", ""),
                List.of(keys.getOrDefault("options", "").split("\\s+")),
                left == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(left)),
                done == null ? 0 : Integer.parseInt(done)));
    }
}
