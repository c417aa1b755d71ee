package dev.cairn.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The types in a folder of sources, and which of them say in their comment which specification they follow, and where in it. Sources are read, for
 * classes keep no comments. Immutable.
 *
 * @param types the names of those that must say so
 * @param without the names of those that do not
 */
record Citations(List<String> types, List<String> without) {
    private static final Pattern TYPE = Pattern.compile(
            "(?m)^(public )?(?:abstract |final |sealed |non-sealed )*(?:class|record|interface|enum) (\\w+)");
    private static final Pattern COMMENT = Pattern.compile("(?ms)^/\\*\\*.*?\\*/");
    private static final Pattern CITATION = Pattern.compile("(?:"
            + String.join(
                    "|",
                    "UEFI specification [\\d.]+",
                    "RFC \\d+",
                    "Discoverable Partitions Specification",
                    "Microsoft FAT specification [\\d.]+",
                    "Linux Documentation/\\S+\\.rst",
                    "The \\.xz File Format [\\d.]+",
                    "OCI image specification [\\d.]+",
                    "Docker image specification [\\d.]+",
                    "POSIX\\.1-2017, pax",
                    "GNU tar manual",
                    "star manual")
            + "), (?:sections? \\d|table \\d|(?:table|grammar) of \"|\")");

    Citations {
        types = List.copyOf(types);
        without = List.copyOf(without);
    }

    /**
     * Looks at the files of one folder.
     *
     * @param held which types must say so, by whether they are public and by their names
     */
    static Citations in(Path folder, Held held) throws IOException {
        List<String> types = new ArrayList<>();
        List<String> without = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                String source = Files.readString(file);
                Matcher type = TYPE.matcher(source);
                if (type.find() && held.must(type.group(1) != null, type.group(2))) {
                    types.add(type.group(2));
                    if (!CITATION.matcher(comment(source, type.start())).find()) {
                        without.add(type.group(2));
                    }
                }
            }
        }
        return new Citations(types, without);
    }

    interface Held {
        boolean must(boolean isPublic, String name);
    }

    /** The comment before the type as one line. */
    private static String comment(String source, int before) {
        Matcher comment = COMMENT.matcher(source).region(0, before);
        String last = "";
        while (comment.find()) {
            last = comment.group();
        }
        return last.replaceAll("(?m)^ \\*", " ").replaceAll("\\s+", " ");
    }
}
