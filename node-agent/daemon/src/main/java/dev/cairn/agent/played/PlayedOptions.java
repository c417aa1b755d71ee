package dev.cairn.agent.played;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of {@link PlayedNode}: {@code --state DIR --drive IMAGE [--seed FILE] [--listen ADDR:PORT] [--beacon ADDR:PORT]...
 * [--beacon-port N] [--sample-ms N] [--beacon-ms N] [--full-compiler] [--with-parent]}. Immutable.
 *
 * @param agentOptions what is passed on to the agent as it is
 * @param fullCompiler the agent may use all of the JVM's compilers, as on a real node; it is faster in the end and slower to start
 * @param withParent end when standard input is closed
 */
record PlayedOptions(
        Path state,
        Path drive,
        @Nullable Path seed,
        List<String> agentOptions,
        boolean withParent,
        boolean fullCompiler) {
    PlayedOptions {
        agentOptions = List.copyOf(agentOptions);
    }

    static PlayedOptions parse(List<String> arguments) {
        Path state = null;
        Path drive = null;
        Path seed = null;
        boolean withParent = false;
        boolean fullCompiler = false;
        List<String> forAgent = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String option = arguments.get(i);
            if (option.equals("--with-parent")) {
                withParent = true;
                continue;
            }
            if (option.equals("--full-compiler")) {
                fullCompiler = true;
                continue;
            }
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(option + " needs a value");
            }
            String value = arguments.get(++i);
            switch (option) {
                case "--state" -> state = Path.of(value);
                case "--drive" -> drive = Path.of(value);
                case "--seed" -> seed = Path.of(value);
                case "--listen", "--beacon", "--beacon-port", "--sample-ms", "--beacon-ms" ->
                    forAgent.addAll(List.of(option, value));
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
        if (state == null || drive == null) {
            throw new IllegalArgumentException("--state and --drive are needed");
        }
        return new PlayedOptions(state.toAbsolutePath(), drive, seed, forAgent, withParent, fullCompiler);
    }

    List<String> agentArguments(Path machineFolder) {
        List<String> all = new ArrayList<>(agentOptions);
        all.addAll(List.of("--machine", "played", "--machine-folder", machineFolder.toString()));
        all.addAll(List.of("--state", state.resolve("var").toString(), "--with-parent"));
        return all;
    }
}
