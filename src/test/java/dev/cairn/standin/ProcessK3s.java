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
        write(
                k3s,
                text("/dev/cairn/standin/k3s-process")
                        .replace(
                                "JAVA",
                                Path.of(System.getProperty("java.home"), "bin/java")
                                        .toString())
                        .replace("CLASSES", classes().toString())
                        .replace("TABLE", table.toString()),
                true);
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

    private static Path classes() {
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
