package dev.cairn.app.adapter.drive;

import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.picture.Kept;
import dev.cairn.app.domain.drive.picture.Use.Purpose;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A machine pictured in a text file. The first line says what it pictures; {@code == NAME} starts a section; lines
 * {@code => DRIVE REASON…} or {@code => DRIVE offered [unmounts PATH…]} say what is expected of every drive; {@code keep PURPOSE PATH} names what
 * must not be lost.
 */
public record Topology(
        String picture,
        List<String> lines,
        Map<String, String> sections,
        List<Kept> kept,
        Map<String, String> expected) {
    private static final String ROOT = "/dev/cairn/app/adapter/drive/";

    /** All pictures of one operating system. */
    public static List<Path> all(String system) throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(Topology.class.getResource(ROOT + system))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    public static Topology read(Path file) throws IOException {
        List<String> all = Files.readAllLines(file);
        List<String> lines = new ArrayList<>();
        Map<String, StringBuilder> sections = new LinkedHashMap<>();
        List<Kept> kept = new ArrayList<>();
        Map<String, String> expected = new TreeMap<>();
        StringBuilder section = new StringBuilder();
        for (String line : all.subList(1, all.size())) {
            if (line.startsWith("=> ")) {
                String[] words = line.substring(3).strip().split(" ", 2);
                expected.put(words[0], words[1].strip());
            } else if (line.startsWith("keep ")) {
                String[] words = line.split(" ", 3);
                kept.add(new Kept(Purpose.valueOf(words[1]), Path.of(words[2])));
            } else if (line.startsWith("== ")) {
                section = sections.computeIfAbsent(line.substring(3).strip(), any -> new StringBuilder());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                lines.add(line.strip());
                section.append(line).append('\n');
            }
        }
        return new Topology(
                all.getFirst(),
                lines,
                sections.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, e -> e.getValue().toString())),
                kept,
                expected);
    }

    /** What was found, in the words of the expectation. */
    public static Map<String, String> verdicts(List<Drive> drives) {
        Map<String, String> found = new TreeMap<>();
        for (Drive drive : drives) {
            found.put(name(drive), verdict(drive));
        }
        return found;
    }

    private static String name(Drive drive) {
        String path = drive.device().toString();
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    private static String verdict(Drive drive) {
        if (!drive.offered()) {
            return drive.refusals().stream().map(Enum::name).collect(Collectors.joining(" "));
        }
        return drive.unmounts().isEmpty() ? "offered" : "offered unmounts " + String.join(" ", drive.unmounts());
    }
}
