package dev.cairn.image.drive.dbus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real dbus-daemon on a socket of its own. */
final class PrivateBus implements AutoCloseable {
    private final Process daemon;
    private final String address;

    private PrivateBus(Process daemon, String address) {
        this.daemon = daemon;
        this.address = address;
    }

    static PrivateBus start(Path folder) throws IOException {
        Path config = Files.writeString(folder.resolve("bus.conf"), """
                <busconfig>
                  <listen>unix:dir=%s</listen>
                  <auth>EXTERNAL</auth>
                  <policy context="default">
                    <allow own="*"/>
                    <allow send_destination="*"/>
                    <allow receive_sender="*"/>
                  </policy>
                </busconfig>
                """.formatted(folder));
        Process daemon = new ProcessBuilder(
                        "dbus-daemon", "--config-file=" + config, "--nofork", "--nopidfile", "--print-address")
                .redirectError(folder.resolve("bus.log").toFile())
                .start();
        String address = daemon.inputReader().readLine();
        if (address == null) {
            throw new AssertionError(
                    "dbus-daemon (Debian package dbus): " + Files.readString(folder.resolve("bus.log")));
        }
        return new PrivateBus(daemon, address);
    }

    List<BusAddress> addresses() throws IOException {
        return BusAddress.of(address);
    }

    @Override
    public void close() throws IOException {
        daemon.destroy();
        try {
            daemon.waitFor(2, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
