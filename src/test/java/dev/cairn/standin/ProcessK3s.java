package dev.cairn.standin;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Puts the stand-in k3s that runs as processes below a root folder, with what a real node has around it. Stateless. */
public final class ProcessK3s {
    private ProcessK3s() {}

    /** Writes k3s, the script that starts it, and a systemctl that knows this one unit. */
    public static void installBelow(Path root) throws IOException {
        Path table = root.resolve("usr/share/k3s-options.tsv");
        write(table, text("/dev/cairn/resources/k3s/options.tsv"), false);
        Path k3s = root.resolve("usr/local/bin/k3s");
        Path java = Path.of(System.getProperty("java.home"), "bin/java");
        write(k3s, script(java, "", classes(), table), true);
        write(
                root.resolve("usr/lib/cairn/cairn-kubernetes"),
                text("/dev/cairn/resources/systemd/cairn-kubernetes")
                        .replace("/usr/local/bin/k3s", k3s.toString())
                        .replace("/etc/rancher", root + "/etc/rancher")
                        .replace("/var/lib/rancher", root + "/var/lib/rancher"),
                true);
        write(
                root.resolve("bin/systemctl"),
                text("/dev/cairn/standin/systemctl").replace("ROOT", root.toString()),
                true);
    }

    /**
     * The executable, for a machine on which Java, the stand-in's classes and the table of options stand at these places.
     *
     * @param options more words for the JVM
     */
    public static String script(Path java, String options, Path classes, Path table) throws IOException {
        return text("/dev/cairn/standin/k3s-process")
                .replace("JAVA", java.toString())
                .replace("OPTIONS", options)
                .replace("CLASSES", classes.toString())
                .replace("TABLE", table.toString());
    }

    /** Where the stand-in's classes stand on this machine. */
    public static Path classes() {
        try {
            return Path.of(ProcessK3s.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = ProcessK3s.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void write(Path file, String text, boolean executable) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
        if (executable) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
