package dev.cairn.boot.powercut;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A boot entry as systemd-boot 257 reads and sorts it (systemd, src/boot/boot.c: boot_entry_add_type1, boot_entry_parse_tries,
 * boot_entry_compare). Written anew here, so that the model does not share what the agent may have wrong.
 *
 * @param id the file's name in small letters, with its counter
 */
public record BootEntry(
        String id,
        String sortKey,
        String machineId,
        String version,
        String linux,
        List<String> initrds,
        String options,
        OptionalInt triesLeft,
        int triesDone) {
    private static final Pattern COUNTER = Pattern.compile(".*\\+(\\d+)(?:-(\\d+))?\\.conf", Pattern.CASE_INSENSITIVE);
    private static final VersionOrder VERSIONS = new VersionOrder();

    /** The first one is started when nothing else is asked for. */
    static final Comparator<BootEntry> FIRST_STARTS = Comparator.comparing(BootEntry::isUsedUp)
            .thenComparing(entry -> entry.sortKey().isEmpty())
            .thenComparing(BootEntry::compareVersions)
            .thenComparing(BootEntry::id, VERSIONS.reversed())
            .thenComparing(BootEntry::compareTries);

    public BootEntry {
        initrds = List.copyOf(initrds);
    }

    /** Reads a file of the folder of entries; nothing when the loader passes over it. */
    static Optional<BootEntry> parse(String fileName, byte[] content) {
        String id = fileName.toLowerCase(Locale.ROOT);
        if (id.startsWith(".") || id.startsWith("auto-") || !id.endsWith(".conf")) {
            return Optional.empty();
        }
        EntryText text = EntryText.of(new String(content, StandardCharsets.UTF_8));
        Optional<String> linux = text.last("linux");
        if (linux.isEmpty()) {
            return Optional.empty();
        }
        Matcher counter = COUNTER.matcher(fileName);
        boolean counts = counter.matches();
        return Optional.of(new BootEntry(
                id,
                text.last("sort-key").orElse(""),
                text.last("machine-id").orElse(""),
                text.last("version").orElse(""),
                linux.get(),
                text.all("initrd"),
                String.join(" ", text.all("options")),
                counts ? OptionalInt.of(Integer.parseInt(counter.group(1))) : OptionalInt.empty(),
                counts && counter.group(2) != null ? Integer.parseInt(counter.group(2)) : 0));
    }

    boolean isUsedUp() {
        return triesLeft.isPresent() && triesLeft.getAsInt() == 0;
    }

    /** The value of a word of the kernel's command line, or nothing. */
    public Optional<String> option(String key) {
        return List.of(options.split(" ")).stream()
                .filter(word -> word.startsWith(key + "="))
                .map(word -> word.substring(key.length() + 1))
                .findFirst();
    }

    /** The same entry after the loader took one try. */
    BootEntry tried() {
        if (triesLeft.isEmpty()) {
            return this;
        }
        int left = Math.max(0, triesLeft.getAsInt() - 1);
        String counted = id.replaceFirst("\\+[0-9-]+\\.conf$", "+" + left + "-" + (triesDone + 1) + ".conf");
        return new BootEntry(
                counted, sortKey, machineId, version, linux, initrds, options, OptionalInt.of(left), triesDone + 1);
    }

    private int compareVersions(BootEntry other) {
        if (sortKey.isEmpty() || other.sortKey.isEmpty()) {
            return 0;
        }
        int order = sortKey.compareTo(other.sortKey);
        order = order == 0 ? machineId.compareTo(other.machineId) : order;
        return order == 0 ? VERSIONS.compare(other.version, version) : order;
    }

    private int compareTries(BootEntry other) {
        if (triesLeft.isEmpty() || other.triesLeft.isEmpty()) {
            return 0;
        }
        int order = Integer.compare(other.triesLeft.getAsInt(), triesLeft.getAsInt());
        return order == 0 ? Integer.compare(triesDone, other.triesDone) : order;
    }

    /** Key and value on each line; what has no value, or begins with a number sign, is passed over. */
    private record EntryText(List<List<String>> pairs) {
        static EntryText of(String text) {
            List<List<String>> pairs = new ArrayList<>();
            String beforeZero = text.indexOf('\0') < 0 ? text : text.substring(0, text.indexOf('\0'));
            beforeZero
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("[ \\t]+", 2))
                    .filter(parts -> parts.length == 2)
                    .forEach(parts -> pairs.add(List.of(parts)));
            return new EntryText(pairs);
        }

        List<String> all(String key) {
            return pairs.stream()
                    .filter(pair -> pair.getFirst().equals(key))
                    .map(List::getLast)
                    .toList();
        }

        Optional<String> last(String key) {
            List<String> values = all(key);
            return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
        }
    }
}
