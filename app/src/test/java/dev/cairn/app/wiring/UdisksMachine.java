package dev.cairn.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A desktop's udevd, system bus, polkitd and udisksd, the real ones, apart from this machine's own, with an ordinary user who runs programs
 * there. What polkit decides is told by rules; who is asked for a password is asked by polkit's own agent for terminals, and PAM is told what to
 * answer. Needs root.
 */
final class UdisksMachine implements AutoCloseable {
    /** nobody, who is in no group that matters. */
    private static final String USER = "65534";

    private static final List<String> NEEDED = List.of(
            "/usr/libexec/udisks2/udisksd:udisks2",
            "/lib/systemd/systemd-udevd:udev",
            "/usr/bin/dbus-daemon:dbus",
            "/usr/lib/polkit-1/polkitd:polkitd",
            "/usr/bin/pkttyagent:polkitd",
            "/usr/bin/nsenter:util-linux",
            "/usr/bin/script:bsdutils");

    private final Path folder;
    private final Path shared;
    private final Process process;

    private int programs;

    /** A program of the ordinary user. */
    record Running(Process process, Path out) {}

    /** What it came to, and what stood on its terminal. */
    record Ended(int exit, String out, String err, String terminal) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }

        /** How often polkit asked for a password. */
        int asked() {
            return terminal.split("AUTHENTICATING FOR", -1).length - 1;
        }
    }

    private UdisksMachine(Path folder, List<Path> loops, String polkitRules, String pam) throws IOException {
        this.folder = folder;
        this.shared = folder.resolve("..").normalize();
        Files.createDirectories(folder.resolve("polkit"));
        Files.writeString(folder.resolve("bus.conf"), """
                <busconfig>
                  <type>system</type>
                  <listen>unix:path=/run/dbus/system_bus_socket</listen>
                  <auth>EXTERNAL</auth>
                  <policy context="default">
                    <allow user="*"/>
                    <allow own="*"/>
                    <allow send_destination="*"/>
                    <allow receive_sender="*"/>
                  </policy>
                </busconfig>
                """);
        // As a desktop's rules do for what is plugged in: not a drive of the system, watched, and looked at by blkid.
        Files.writeString(folder.resolve("udev.rules"), """
                SUBSYSTEM!="block", GOTO="end"
                TEST!="loop/backing_file", GOTO="end"
                ATTR{loop/backing_file}!="%s/*", GOTO="end"
                ENV{UDISKS_SYSTEM}="0"
                OPTIONS+="watch"
                IMPORT{builtin}="blkid"
                LABEL="end"
                """.formatted(shared));
        Files.writeString(folder.resolve("polkit/00-test.rules"), polkitRules);
        Files.writeString(folder.resolve("pam"), pam);
        run("chown", "-R", "polkitd", folder.resolve("polkit").toString());
        List<String> command =
                new ArrayList<>(List.of("unshare", "--mount", "--net", "sh", script(), folder.toString()));
        loops.forEach(loop -> command.add(loop.toString()));
        process = new ProcessBuilder(command)
                .redirectError(folder.resolve("machine.err").toFile())
                .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        String first = said.readLine();
        if (!"ready".equals(first)) {
            close();
            throw new AssertionError("the machine does not come up: " + first + "\n"
                    + said.lines().collect(Collectors.joining("\n"))
                    + Files.readString(folder.resolve("machine.err")));
        }
    }

    static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** {@code folder} is new, and its parent holds what stands behind the loop devices. */
    static UdisksMachine start(Path folder, List<Path> loops, String polkitRules, String pam) throws IOException {
        for (String needed : NEEDED) {
            String[] pair = needed.split(":", -1);
            assertThat(Path.of(pair[0])).as("of the Debian package " + pair[1]).exists();
        }
        Files.createDirectories(folder);
        return new UdisksMachine(folder, loops, polkitRules, pam);
    }

    private static String script() {
        return Path.of("src/test/resources/dev/cairn/app/wiring/udisks-machine.sh")
                .toAbsolutePath()
                .toString();
    }

    /** Root's own folders are closed to others, so that what programs are made of is copied once to where the user can read it. */
    private String classPath() throws IOException {
        Path seen = shared.resolve("class-path");
        boolean copied = Files.exists(seen);
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.isEmpty() && Files.exists(Path.of(entry))) {
                String copy = seen.resolve(entries.size() + "-" + Path.of(entry).getFileName())
                        .toString();
                entries.add(copy);
                if (!copied) {
                    Files.createDirectories(seen);
                    run("cp", "-r", entry, copy);
                }
            }
        }
        if (!copied) {
            run("chmod", "-R", "a+rX", seen.toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    /** The command line of a class of the app. */
    List<String> java(Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + shared,
                "-cp",
                classPath(),
                program.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Runs a program as the ordinary user, with nobody there whom polkit could ask. */
    Ended asUser(List<String> command) throws IOException, InterruptedException {
        return end(start(command));
    }

    Running start(List<String> command) throws IOException {
        return start(command, List.of("sh", "-c"));
    }

    /** Runs it with polkit's agent for terminals, which asks on a terminal of its own. */
    Ended asUserWithAgent(List<String> command) throws IOException, InterruptedException {
        return end(start(command, List.of("script", "-qefc")));
    }

    private Running start(List<String> command, List<String> shell) throws IOException {
        programs++;
        Path out = folder.resolve("out" + programs);
        Path program =
                Files.writeString(folder.resolve("program" + programs), """
                if tty -s; then
                    mkfifo %1$s.ready
                    pkttyagent --process $$ --notify-fd 9 9> %1$s.ready &
                    cat %1$s.ready
                fi
                exec %2$s > %1$s 2> %1$s.err
                """.formatted(out, String.join(" ", command)));
        run("chown", USER, folder.toString());
        List<String> all = new ArrayList<>(List.of(
                "nsenter",
                "--mount=/proc/" + process.pid() + "/ns/mnt",
                "setpriv",
                "--reuid=" + USER,
                "--regid=" + USER,
                "--clear-groups"));
        all.addAll(shell);
        all.addAll(List.of("sh " + program, "/dev/null"));
        ProcessBuilder builder = new ProcessBuilder(all)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(new File(out + ".tty"))
                .redirectErrorStream(true);
        builder.environment().put("HOME", shared.toString());
        return new Running(builder.start(), out);
    }

    Ended end(Running program) throws IOException, InterruptedException {
        boolean ended = program.process().waitFor(120, TimeUnit.SECONDS);
        program.process().destroyForcibly();
        String err = Files.readString(Path.of(program.out() + ".err"));
        String terminal = Files.readString(Path.of(program.out() + ".tty"));
        assertThat(ended).as(err + terminal).isTrue();
        return new Ended(program.process().exitValue(), Files.readString(program.out()), err, terminal);
    }

    /** Runs a program as root, outside; an exit other than 0 fails the test. */
    static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            return output.strip();
        } catch (IOException e) {
            throw new AssertionError(command[0], e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
