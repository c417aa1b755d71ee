package dev.cairn.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Runs the programs that judge our formats; one that is missing fails the test and names its Debian package. */
public final class OtherTools {
    private static final Map<String, String> PACKAGES = Map.ofEntries(
            Map.entry("sgdisk", "gdisk"),
            Map.entry("fsck.fat", "dosfstools"),
            Map.entry("mdir", "mtools"),
            Map.entry("mtype", "mtools"),
            Map.entry("mcopy", "mtools"),
            Map.entry("cpio", "cpio"),
            Map.entry("lz4", "lz4"),
            Map.entry("unsquashfs", "squashfs-tools"),
            Map.entry("mksquashfs", "squashfs-tools"),
            Map.entry("tar", "tar"),
            Map.entry("zstd", "zstd"),
            Map.entry("xz", "xz-utils"),
            Map.entry("bzip2", "bzip2"),
            Map.entry("zip", "zip"),
            Map.entry("dbus-daemon", "dbus"),
            Map.entry("setcap", "libcap2-bin"),
            Map.entry("unshare", "util-linux"),
            Map.entry("losetup", "mount"),
            Map.entry("partx", "util-linux"));

    private OtherTools() {}

    public record Result(int status, String output) {
        public Result ok() {
            if (status != 0) {
                throw new AssertionError("exit " + status + ": " + output);
            }
            return this;
        }
    }

    public static Result run(String... command) {
        return run(Map.of(), command);
    }

    public static Result run(Map<String, String> environment, String... command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(command[0] + " does not end");
            }
            return new Result(process.exitValue(), output);
        } catch (IOException e) {
            throw new AssertionError(
                    command[0] + " cannot be run; install the Debian package " + PACKAGES.getOrDefault(command[0], "?"),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public static Result shell(Path folder, String script) {
        return run("bash", "-c", "set -e; cd \"$0\"; " + script, folder.toString());
    }

    /** The command line that starts a class of the tests in a Java of its own. */
    public static List<String> java(Class<?> program, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Ends a test as skipped, visibly and behind all that an ordinary user can judge: from here on it mounts what was made. */
    public static void onlyRootMounts() {
        Assumptions.assumeTrue(isRoot(), "only root may mount: the kernel did not judge");
    }

    public static boolean isRoot() {
        return run("id", "-u").output().strip().equals("0");
    }
}
