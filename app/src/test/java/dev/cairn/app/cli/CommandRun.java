package dev.cairn.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A command as scripts run it, but in this process.
 *
 * @param exit its exit code
 * @param out what it said on standard output
 */
record CommandRun(int exit, String out) {
    /** Runs one; whoever does so must be alone with standard output. */
    static CommandRun of(String... arguments) {
        PrintStream usual = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            int exit = CairnCommand.run(arguments, Map.of());
            return new CommandRun(exit, said.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(usual);
        }
    }

    /** The one JSON document that it said. */
    JsonNode json() {
        return JsonMapper.shared().readTree(out);
    }
}
