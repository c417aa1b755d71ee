package dev.cairn.app.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code cairn} with everything below it but opening the app. */
@Command(
        name = "cairn",
        description =
                "Kubernetes fleets at places with no reliable network, run from a laptop. Without a command it opens the app.",
        footer = {"", "Exit codes: 0 done, 1 failed, 2 bad usage, 3 refused for safety."},
        mixinStandardHelpOptions = true,
        version = "cairn 0.1.0",
        synopsisSubcommandLabel = "[COMMAND]")
public final class CairnCommand {
    private CairnCommand() {}

    /** Runs a command line and returns its exit code. {@code more} are commands of other packages, by name. */
    public static int run(String[] arguments, Map<String, Object> more) {
        CommandLine line = new CommandLine(new CairnCommand());
        for (Object group : new Object[] {
            new FleetCommands(),
            new ArtifactCommands(),
            new ProfileCommands(),
            new ReleaseCommands(),
            new ImageCommands(),
            new DriveCommands(),
            new SiteCommands(),
            new NodeCommands(),
            new SyncCommand(),
            new RolloutCommands(),
            new TelemetryCommands(),
            new ActivityCommand()
        }) {
            line.addSubcommand(group);
        }
        more.forEach(line::addSubcommand);
        line.getSubcommands().values().forEach(CairnCommand::withHelp);
        line.setExecutionExceptionHandler((exception, command, parsed) -> {
            command.getErr().println("cairn: unexpected: " + exception);
            exception.printStackTrace(command.getErr());
            return Exit.FAILED;
        });
        return line.execute(arguments);
    }

    private static void withHelp(CommandLine command) {
        // Commands that are methods have --help from Common: picocli counts their arguments, and one more mixin shifts
        // them.
        if (!command.getSubcommands().isEmpty()) {
            command.getCommandSpec().mixinStandardHelpOptions(true);
        }
        command.getSubcommands().values().forEach(CairnCommand::withHelp);
    }
}
