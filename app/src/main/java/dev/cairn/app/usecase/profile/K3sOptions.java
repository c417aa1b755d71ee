package dev.cairn.app.usecase.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which version of k3s has which option of its server, from {@code resources/k3s/options.tsv}, whose head describes its form. Immutable. */
record K3sOptions(List<String> supported, Map<String, Integer> since) {
    private static final String TABLE = "/dev/cairn/resources/k3s/options.tsv";
    private static final String SUPPORTED = "# supported: ";

    static K3sOptions load() {
        try (InputStream in = K3sOptions.class.getResourceAsStream(TABLE)) {
            return parse(new String(Objects.requireNonNull(in, TABLE).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    private static K3sOptions parse(String text) {
        List<String> supported = List.of();
        Map<String, Integer> since = new HashMap<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith(SUPPORTED)) {
                supported = List.of(line.substring(SUPPORTED.length()).split(" "));
            } else if (!line.startsWith("#") && !line.isBlank()) {
                String[] cells = line.split("\t");
                if (List.of(cells[1].split(",")).contains("server")) {
                    since.put(cells[0], minor(cells[2]));
                }
            }
        }
        return new K3sOptions(supported, since);
    }

    /** Whether drivers are written for {@code v1.34} or {@code v1.34.1+k3s1}. */
    boolean supports(String version) {
        return supported.stream().anyMatch(known -> minor(known) == minor(version));
    }

    /** Whether that version's server takes an option. */
    boolean knows(String version, String option) {
        Integer first = since.get(option);
        return first != null && first <= minor(version);
    }

    /** The oldest version that is supported; what it knows, all know. */
    String oldest() {
        return supported.getFirst();
    }

    private static int minor(String version) {
        return Integer.parseInt(version.replaceFirst("^v1\\.", "").replaceFirst("\\D.*", ""));
    }
}
