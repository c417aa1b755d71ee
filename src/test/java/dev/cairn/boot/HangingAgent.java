package dev.cairn.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** An agent layer whose agent stops in its tracks as soon as systemd watches over it, and stays so. */
final class HangingAgent {
    private static final String RUN = "./usr/lib/cairn/agent/run";
    private static final String SCRIPT = """
            #!/bin/sh
            # The agent as it is, stopped by a signal that no program can handle once its watchdog has beaten for the first time.
            main=$$
            (
                until [ -n "$(systemctl show --property WatchdogTimestamp --value cairn-agent.service)" ]; do sleep 1; done
                echo "the agent hangs from here on"
                kill -STOP "$main"
            ) &
            exec /usr/lib/cairn/agent/run.good "$@"
            """;

    private HangingAgent() {}

    static Path of(Path goodLayer, Path folder) throws IOException {
        Path layer = folder.resolve("hanging-agent.tar");
        Files.copy(goodLayer, layer, StandardCopyOption.REPLACE_EXISTING);
        Path tree = Files.createDirectories(folder.resolve("hanging"));
        Tool.run("tar", "--extract", "--file", goodLayer.toString(), "--directory", tree.toString(), RUN);
        Path run = tree.resolve(RUN).normalize();
        Files.move(run, run.resolveSibling("run.good"));
        Files.writeString(run, SCRIPT);
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-xr-x"));
        EditedTar.replace(layer, tree, RUN, RUN + ".good");
        return layer;
    }
}
