package dev.cairn.app.demo;

import dev.cairn.app.played.PlayedMachines;
import dev.cairn.app.wiring.Cairn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The demo inside an open app that has no fleet yet, as a job that its tray shows. Safe for use by many threads. */
public final class DemoHere implements AutoCloseable {
    private final String daemonLibrary;
    private final Path folder;
    private final int beaconPort;
    private final List<PlayedMachines> machines = new ArrayList<>();

    private DemoHere(String daemonLibrary, Path folder, int beaconPort) {
        this.daemonLibrary = daemonLibrary;
        this.folder = folder;
        this.beaconPort = beaconPort;
    }

    /** The demo below a data folder, where the program knows its agent's jars; {@code beaconPort} is the one the app hears. */
    public static Optional<DemoHere> below(Path home, int beaconPort) {
        String daemonLibrary = System.getProperty(DemoCommand.DAEMON_LIBRARY);
        return daemonLibrary == null
                ? Optional.empty()
                : Optional.of(new DemoHere(daemonLibrary, home.resolve("demo"), beaconPort));
    }

    /** Starts the demo and returns at once. */
    public void start(Cairn cairn) {
        var unused = cairn.jobs().start("Demo fleet", control -> {
            PlayedMachines played = switchable();
            return new Demo(cairn, played, InstantSource.system(), line -> control.doing(line.strip()))
                    .run(DemoOptions.FEWEST_NODES);
        });
    }

    @Override
    public synchronized void close() {
        machines.forEach(PlayedMachines::close);
    }

    private synchronized PlayedMachines switchable() throws IOException {
        PlayedMachines played =
                new PlayedMachines(Files.createDirectories(folder.resolve("machines")), daemonLibrary, beaconPort);
        machines.add(played);
        return played;
    }
}
