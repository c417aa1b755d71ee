package dev.cairn.standin.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where {@code k3s kubectl} and {@code k3s etcd-snapshot} of the same machine ask: a line of words on loopback, answered with an
 * exit code and what to print. A command of its own Java process would cost each question half a second.
 */
final class CommandPort {
    static final int PORT = 6442;

    private CommandPort() {}

    /** Answers commands. */
    @FunctionalInterface
    interface Commands {
        Kubectl.Result run(List<String> words) throws IOException;
    }

    static void serve(Commands commands) throws IOException {
        ServerSocket socket = new ServerSocket(PORT, 64, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().name("commands").start(() -> {
            while (true) {
                try {
                    Socket asked = socket.accept();
                    Thread.ofVirtual().start(() -> answer(asked, commands));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    private static void answer(Socket asked, Commands commands) {
        try (asked) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(asked.getInputStream(), StandardCharsets.UTF_8));
            String line = in.readLine();
            if (line == null) {
                return;
            }
            Kubectl.Result result;
            try {
                result = commands.run(List.of(line.split("\u001f")));
            } catch (IOException | RuntimeException failed) {
                result = new Kubectl.Result(1, String.valueOf(failed.getMessage()));
            }
            asked.getOutputStream()
                    .write((result.exit() + "\n" + result.output() + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            // Who asked went away.
        }
    }
}
