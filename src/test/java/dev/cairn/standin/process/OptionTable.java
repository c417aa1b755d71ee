package dev.cairn.standin.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code resources/k3s/options.tsv}: which command of which version of k3s takes which option. Immutable. */
public record OptionTable(List<String> supported, Map<String, Row> rows) {
    /** One option. */
    public record Row(List<String> commands, String since) {}

    /** Reads the table. */
    public static OptionTable read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    /** Reads the table's text. */
    public static OptionTable parse(String text) {
        List<String> supported = List.of();
        Map<String, Row> rows = new LinkedHashMap<>();
        for (String line : text.split("\n")) {
            if (line.startsWith("# supported: ")) {
                supported = List.of(line.substring("# supported: ".length()).split(" "));
            } else if (!line.startsWith("#") && !line.isBlank()) {
                String[] cells = line.split("\t");
                if (cells.length != 3) {
                    throw new IllegalArgumentException("not three cells: " + line);
                }
                rows.put(cells[0], new Row(List.of(cells[1].split(",")), cells[2]));
            }
        }
        return new OptionTable(supported, rows);
    }

    /** Whether the command of a version such as {@code v1.34} takes the option. */
    public boolean knows(String version, String command, String option) {
        Row row = rows.get(option);
        return row != null && row.commands().contains(command) && minor(row.since()) <= minor(version);
    }

    /** Every option that the command of a version takes, with spaces between. */
    public String known(String version, String command) {
        return rows.keySet().stream()
                .filter(option -> knows(version, command, option))
                .collect(Collectors.joining(" "));
    }

    private static int minor(String version) {
        return Integer.parseInt(version.replaceFirst("^v1\\.", "").replaceFirst("\\..*", ""));
    }
}
