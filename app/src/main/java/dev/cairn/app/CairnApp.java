package dev.cairn.app;

import dev.cairn.app.bench.BenchCommand;
import dev.cairn.app.cli.CairnCommand;
import dev.cairn.app.cli.DataFolder;
import dev.cairn.app.demo.DemoCommand;
import dev.cairn.app.demo.DemoHere;
import dev.cairn.app.ui.CairnDesktop;
import dev.cairn.app.wiring.Cairn;
import dev.cairn.app.wiring.CairnOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The entry point: without arguments it opens the desktop app, else it runs a command. */
public final class CairnApp {
    private CairnApp() {}

    public static void main(String[] arguments) {
        if (arguments.length == 0) {
            open(DataFolder.usual());
        } else if (arguments.length == 2 && arguments[0].equals("--home")) {
            open(Path.of(arguments[1]));
        } else {
            System.exit(CairnCommand.run(
                    arguments, Map.of("demo", new DemoCommand(CairnApp::show), "bench", new BenchCommand())));
        }
        System.exit(0);
    }

    private static void open(Path home) {
        CairnOptions options = CairnOptions.of(home);
        Optional<DemoHere> demo = DemoHere.below(home, options.beaconPort());
        try {
            CairnDesktop.launch(() -> Cairn.open(options), home, cairn -> demo.map(here -> () -> here.start(cairn)));
        } finally {
            demo.ifPresent(DemoHere::close);
        }
    }

    private static void show(Cairn cairn) {
        CairnDesktop.launch(() -> cairn, cairn.home(), unused -> Optional.empty());
    }
}
