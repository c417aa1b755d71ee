package dev.cairn.app;

import dev.cairn.app.cli.CairnCommand;
import dev.cairn.app.cli.DataFolder;
import dev.cairn.app.demo.DemoCommand;
import java.util.Map;

/** The entry point: without arguments it opens the desktop app, else it runs a command. */
public final class CairnApp {
    private CairnApp() {}

    public static void main(String[] arguments) {
        if (arguments.length == 0) {
            System.out.println(DataFolder.usual());
            return;
        }
        System.exit(CairnCommand.run(arguments, Map.of("demo", new DemoCommand(cairn -> {}))));
    }
}
