package dev.cairn.agent.played;

import dev.cairn.agent.lane.Lane;
import dev.cairn.agent.lane.ParentProcess;
import dev.cairn.agent.state.DurableFiles;
import dev.cairn.image.slot.LoaderEntry;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Plays firmware, boot loader and kernel around a real agent process: picks the slot by the loader's rules, starts the agent and
 * starts over when it asks for a reboot. A kernel that says {@code BROKEN} somewhere does not boot. Runs on any OS.
 */
public final class PlayedNode {
    private static final String AGENT = "dev.cairn.agent.CairnAgent";
    private static final Duration FIRMWARE = Duration.ofMillis(100);
    private static final Duration AGENT_RESTART = Duration.ofMillis(500);
    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC", "-Xmx96m", "-Xss512k", "-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED");
    /** Those options of the layer's {@code run} that decide how fast it is. */
    private static final List<String> AS_IN_THE_LAYER = List.of(
            "-Xms6m",
            "-Xmn3m",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=30",
            "-XX:ReservedCodeCacheSize=24m",
            "-XX:CompileThresholdScaling=5",
            "-Djdk.reflect.useNativeAccessorOnly=true",
            "-XX:CompileCommand=quiet",
            "-XX:CompileCommand=CompileThresholdScaling,com.sun.crypto.provider.*::*,0.1",
            "-XX:CompileCommand=CompileThresholdScaling,sun.security.provider.*::*,0.1");

    private final PlayedOptions options;
    private final PlayedFolder files;
    private final PrintStream console;
    private @Nullable Process agent;
    private boolean off;

    PlayedNode(PlayedOptions options, PrintStream console) {
        this.options = options;
        this.files = new PlayedFolder(options.state().resolve("machine"));
        this.console = console;
    }

    /** See {@link PlayedOptions} for the arguments; ends when the machine is powered off or this process is ended. */
    public static void main(String[] arguments) {
        PlayedOptions options;
        try {
            options = PlayedOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException wrong) {
            System.err.println("played-node: " + wrong.getMessage());
            System.exit(2);
            return;
        }
        PlayedNode node = new PlayedNode(options, System.out);
        Runtime.getRuntime().addShutdownHook(new Thread(node::powerOff, "power-off"));
        if (options.withParent()) {
            ParentProcess.exitWithIt(0, System::exit);
        }
        try {
            PlayedDrive.insert(options.drive(), node.files);
            node.run();
        } catch (IOException broken) {
            System.err.println("played-node: " + broken);
            System.exit(1);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() throws IOException, InterruptedException {
        if (options.seed() != null) {
            DurableFiles.replace(files.seed(), Files.readAllBytes(options.seed()));
        }
        while (!isOff()) {
            Optional<LoaderEntry> entry = new PlayedLoader(files.esp()).choose();
            if (entry.isEmpty()) {
                throw new IOException("no boot entry below " + files.esp());
            }
            if (boots(entry.get())) {
                boot(entry.get());
            } else {
                say("kernel panic in " + entry.get().fileName());
                Lane.pause(FIRMWARE);
            }
        }
    }

    private boolean boots(LoaderEntry entry) throws IOException {
        Path kernel = files.esp().resolve(entry.linux().substring(1));
        return Files.exists(kernel)
                && !new String(Files.readAllBytes(kernel), StandardCharsets.ISO_8859_1).contains("BROKEN");
    }

    private void boot(LoaderEntry entry) throws IOException, InterruptedException {
        say("booting " + entry.fileName());
        Files.writeString(files.commandLine(), String.join(" ", entry.options()) + "\n");
        Files.writeString(files.bootId(), UUID.randomUUID() + "\n");
        Files.writeString(files.machineId(), machineId(entry) + "\n");
        int code = runAgent();
        // Like systemd: an agent that dies without asking for a reboot is started again in the same boot.
        while (code != PlayedMachine.REBOOT_EXIT_CODE && code != 0 && !isOff()) {
            say("the agent ended with " + code);
            Lane.pause(AGENT_RESTART);
            code = runAgent();
        }
        if (code == 0) {
            powerOff();
        }
    }

    /** systemd makes up an id when the command line has none and /etc is read-only. */
    private static String machineId(LoaderEntry entry) {
        return entry.options().stream()
                .filter(word -> word.startsWith("systemd.machine_id="))
                .map(word -> word.substring("systemd.machine_id=".length()))
                .findFirst()
                .orElseGet(() -> UUID.randomUUID().toString().replace("-", ""));
    }

    private int runAgent() throws IOException, InterruptedException {
        Process process = startAgent();
        return process == null ? 0 : process.waitFor();
    }

    private synchronized @Nullable Process startAgent() throws IOException {
        if (off) {
            return null;
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        if (options.fullCompiler()) {
            command.addAll(AS_IN_THE_LAYER);
        } else {
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(AGENT);
        command.addAll(options.agentArguments(files.folder()));
        agent = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return agent;
    }

    private synchronized boolean isOff() {
        return off;
    }

    private synchronized void powerOff() {
        off = true;
        if (agent != null) {
            agent.destroy();
        }
    }

    private void say(String text) {
        console.println("played-node: " + text);
    }
}
