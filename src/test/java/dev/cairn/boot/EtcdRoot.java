package dev.cairn.boot;

import dev.cairn.standin.ProcessK3s;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;

/**
 * A base OS that has what the stand-in k3s needs which runs as a process around a real etcd: this machine's etcd, a Java runtime, and the
 * stand-in's classes. Stateless.
 */
final class EtcdRoot {
    private static final String HOME = "usr/lib/k3s-standin";
    private static final String DROP_IN = "etc/systemd/system/cairn-k3s.service.d";
    /** What the stand-in says is seen on the serial port. */
    private static final String CONSOLE = "[Service]\nStandardOutput=journal+console\nStandardError=journal+console\n";

    /** Kubernetes too calls a node ready for 40 s after its last sign; and an emulated processor has better things to do than to give one each second. */
    private static final String PATIENT =
            "-XX:-UsePerfData -Dstandin.pause=2000 -Dstandin.silent=40000 -Dstandin.patience=20000";

    private EtcdRoot() {}

    static Path of(Path goodTar, Path folder) throws IOException {
        Tool.require("etcd", "etcd-server");
        Tool.require("etcdctl", "etcd-client");
        Path tar = folder.resolve("debian-13-etcd.tar");
        Files.copy(goodTar, tar, StandardCopyOption.REPLACE_EXISTING);
        Path tree = folder.resolve("etcd-tree");
        Path home = Files.createDirectories(tree.resolve(HOME));
        Files.createDirectories(tree.resolve("usr/bin"));
        for (String program : new String[] {"usr/bin/etcd", "usr/bin/etcdctl"}) {
            Files.copy(Path.of("/").resolve(program), tree.resolve(program), StandardCopyOption.COPY_ATTRIBUTES);
        }
        runtime(home.resolve("jre"));
        Tool.run(
                "cp", "-r", ProcessK3s.classes().toString(), home.resolve("all").toString());
        Path classes = Files.createDirectories(home.resolve("classes/dev/cairn/standin"));
        Files.move(home.resolve("all/dev/cairn/standin/process"), classes.resolve("process"));
        Tool.run("rm", "-r", home.resolve("all").toString());
        try (InputStream table = EtcdRoot.class.getResourceAsStream("/dev/cairn/resources/k3s/options.tsv")) {
            Files.copy(Objects.requireNonNull(table), home.resolve("options.tsv"));
        }
        Files.writeString(Files.createDirectories(tree.resolve(DROP_IN)).resolve("console.conf"), CONSOLE);
        EditedTar.append(tar, tree, "./usr/bin/etcd", "./usr/bin/etcdctl", "./" + HOME, "./" + DROP_IN);
        return tar;
    }

    /** The same with so many bytes of something new, so that an update has something to carry. */
    static Path grown(Path tar, Path folder, int bytes) throws IOException {
        Path grown = folder.resolve("debian-13-etcd-grown.tar");
        Files.copy(tar, grown, StandardCopyOption.REPLACE_EXISTING);
        Path tree = folder.resolve("grown-tree");
        Path file = tree.resolve("usr/share/new-in-this-release");
        Files.createDirectories(file.getParent());
        byte[] noise = new byte[bytes];
        new Random(3).nextBytes(noise);
        Files.write(file, noise);
        EditedTar.append(grown, tree, "./usr/share/new-in-this-release");
        return grown;
    }

    /** What stands where k3s stands; releases differ by its last line. */
    static Path k3s(String release, Path folder) throws IOException {
        Path home = Path.of("/").resolve(HOME);
        Path k3s = Files.createDirectories(folder.resolve("k3s")).resolve("k3s-etcd-" + release);
        Files.writeString(
                k3s,
                ProcessK3s.script(
                                home.resolve("jre/bin/java"),
                                PATIENT,
                                home.resolve("classes"),
                                home.resolve("options.tsv"))
                        + "# release " + release + "\n");
        return k3s;
    }

    /** With an archive of the classes that every start loads: without it a start takes twice as long. */
    private static void runtime(Path jre) {
        Tool.run(
                Duration.ofMinutes(3),
                Path.of(System.getProperty("java.home"), "bin/jlink").toString(),
                "--add-modules=java.base,jdk.httpserver",
                "--output=" + jre,
                "--vm=server",
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                "--generate-cds-archive");
    }
}
