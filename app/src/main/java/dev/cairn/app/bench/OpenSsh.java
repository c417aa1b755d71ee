package dev.cairn.app.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The system's sshd on a loopback port of its own, and scp to it. For one thread. */
final class OpenSsh implements AutoCloseable {
    private static final Path SSHD = Path.of("/usr/sbin/sshd");
    private static final String CIPHER = "aes128-gcm@openssh.com";

    private final Path folder;
    private final Process server;
    private final int port;

    private OpenSsh(Path folder, Process server, int port) {
        this.folder = folder;
        this.server = server;
        this.port = port;
    }

    static OpenSsh start(Path folder) throws IOException, InterruptedException {
        if (!Files.isExecutable(SSHD)) {
            throw new IOException(SSHD + " is missing: install the Debian package openssh-server");
        }
        PushBench.Trees.delete(folder);
        Files.createDirectories(folder);
        // sshd wants it where it separates privileges; it is empty.
        Files.createDirectories(Path.of("/run/sshd"));
        for (String key : List.of("host", "user")) {
            Tools.run(List.of(
                    "ssh-keygen",
                    "-q",
                    "-t",
                    "ed25519",
                    "-N",
                    "",
                    "-f",
                    folder.resolve(key).toString()));
        }
        Files.copy(folder.resolve("user.pub"), folder.resolve("authorized"));
        int port = freePort();
        Path configuration = Files.writeString(
                folder.resolve("sshd_config"),
                String.join(
                        "\n",
                        "ListenAddress 127.0.0.1",
                        "Port " + port,
                        "HostKey " + folder.resolve("host"),
                        "AuthorizedKeysFile " + folder.resolve("authorized"),
                        "StrictModes no",
                        "UsePAM no",
                        "PidFile none",
                        "PermitRootLogin yes",
                        "Subsystem sftp internal-sftp",
                        "Ciphers " + CIPHER,
                        ""));
        Process server = new ProcessBuilder(SSHD.toString(), "-D", "-e", "-f", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        OpenSsh started = new OpenSsh(folder, server, port);
        started.awaitListening();
        return started;
    }

    /** Seconds for a copy of this file. */
    double copy(Path file) throws IOException, InterruptedException {
        Path to = folder.resolve("copy");
        Files.deleteIfExists(to);
        return Tools.run(List.of(
                        "scp",
                        "-q",
                        "-P",
                        String.valueOf(port),
                        "-c",
                        CIPHER,
                        "-i",
                        folder.resolve("user").toString(),
                        "-o",
                        "StrictHostKeyChecking=no",
                        "-o",
                        "UserKnownHostsFile=/dev/null",
                        file.toString(),
                        System.getProperty("user.name") + "@127.0.0.1:" + to))
                .seconds();
    }

    private void awaitListening() throws IOException {
        for (int i = 0; i < 300 && server.isAlive(); i++) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                return;
            } catch (IOException notYet) {
                LockSupport.parkNanos(100_000_000);
            }
        }
        throw new IOException("sshd does not listen: " + Files.readString(folder.resolve("log")));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        server.destroy();
    }
}
