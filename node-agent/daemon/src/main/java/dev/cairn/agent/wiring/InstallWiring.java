package dev.cairn.agent.wiring;

import dev.cairn.agent.install.DeviceHoldings;
import dev.cairn.agent.install.Installer;
import dev.cairn.agent.install.SysDisks;
import dev.cairn.agent.install.TtyConsole;
import dev.cairn.agent.lane.Lane;
import dev.cairn.agent.linux.LinuxCommands;
import dev.cairn.agent.linux.LinuxMachine;
import dev.cairn.agent.state.StateFolder;
import dev.cairn.protocol.InstallRule;
import dev.cairn.protocol.Seed;
import java.io.IOException;
import java.nio.file.Path;

/** Builds the installer on a stick whose seed says so. */
public final class InstallWiring {
    private InstallWiring() {}

    /** Installs and returns true; false when this machine shall become a node. A played machine never installs. */
    public static boolean installs(AgentOptions options) throws IOException {
        if (options.playedFolder() != null) {
            return false;
        }
        Seed seed = AgentWiring.readSeed(Platform.linuxSeed(options));
        InstallRule rule = seed.install();
        if (rule == null) {
            return false;
        }
        Path root = Path.of("/");
        try (TtyConsole console = new TtyConsole(root)) {
            new Installer(
                            new Installer.Parts(
                                    root,
                                    seed,
                                    new SysDisks(root),
                                    new DeviceHoldings(root),
                                    new StateFolder(options.state()),
                                    console,
                                    new LinuxMachine(root, new LinuxCommands()),
                                    Lane::pause),
                            rule)
                    .run();
        }
        return true;
    }
}
