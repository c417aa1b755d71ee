package dev.cairn.standin.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options of {@code k3s server} or {@code k3s agent}, from the command line and the configuration file. Immutable. */
record K3sArguments(Map<String, List<String>> values) {
    /** The version that the stand-in plays. */
    static final String VERSION = "v1.34.1+k3s1";

    private static final Path DEFAULT_CONFIG = Path.of("/etc/rancher/k3s/config.yaml");

    /** Refuses what the table does not list for the command, as k3s refuses unknown flags. */
    static K3sArguments parse(OptionTable table, String command, List<String> words) throws IOException {
        Map<String, List<String>> line = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("--")) {
                throw new IllegalArgumentException("not an option: " + word);
            }
            String name = word.substring(2);
            String value = "true";
            if (name.contains("=")) {
                value = name.substring(name.indexOf('=') + 1);
                name = name.substring(0, name.indexOf('='));
            } else if (i + 1 < words.size() && !words.get(i + 1).startsWith("--")) {
                value = words.get(++i);
            }
            line.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        }
        Path config = line.containsKey("config") ? Path.of(line.get("config").getLast()) : DEFAULT_CONFIG;
        Map<String, List<String>> all = Files.exists(config) ? yaml(Files.readString(config)) : new LinkedHashMap<>();
        all.putAll(line);
        for (String name : all.keySet()) {
            if (!table.knows(VERSION, command, name)) {
                throw new IllegalArgumentException("flag provided but not defined: -" + name);
            }
        }
        return new K3sArguments(all);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).map(List::getLast);
    }

    boolean isSet(String name) {
        return value(name).filter("true"::equals).isPresent();
    }

    Path data() {
        return Path.of(value("data-dir").orElse("/var/lib/rancher/k3s"));
    }

    String nodeName() {
        return value("node-name").orElse("node");
    }

    String nodeIp() {
        return value("node-ip").orElseThrow(() -> new IllegalArgumentException("the stand-in needs node-ip"));
    }

    String token() {
        return value("token").orElseThrow(() -> new IllegalArgumentException("--token is required"));
    }

    /** The host of {@code --server}. */
    Optional<String> server() {
        return value("server").map(url -> url.replaceFirst("^https://", "").replaceFirst(":\\d+$", ""));
    }

    /** Scalars and lists of scalars, which is all that the configuration of k3s has. */
    private static Map<String, List<String>> yaml(String text) {
        Map<String, List<String>> read = new LinkedHashMap<>();
        String key = "";
        for (String line : text.split("\n")) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("  - ")) {
                read.computeIfAbsent(key, name -> new ArrayList<>()).add(scalar(line.substring(4)));
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 1 || line.startsWith(" ")) {
                throw new IllegalArgumentException("not a line of a configuration: " + line);
            }
            key = line.substring(0, colon);
            String rest = line.substring(colon + 1).strip();
            if (!rest.isEmpty()) {
                read.put(key, new ArrayList<>(List.of(scalar(rest))));
            }
        }
        return read;
    }

    private static String scalar(String text) {
        String plain = text.strip();
        return plain.startsWith("\"")
                ? plain.substring(1, plain.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\")
                : plain;
    }
}
