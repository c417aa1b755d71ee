package dev.cairn.standin.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The secret with which a node keeps its name, as k3s keeps it in /etc/rancher/node/password; here below the data folder. */
final class NodePassword {
    private NodePassword() {}

    static String of(K3sArguments arguments) {
        Path file = arguments.data().resolve("node-password");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(arguments.data());
                Files.writeString(file, UUID.randomUUID().toString());
            }
            return Files.readString(file);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** The kubelet's credentials, which here say nothing. */
    static void kubeconfig(K3sArguments arguments) throws IOException {
        Path agent = Files.createDirectories(arguments.data().resolve("agent"));
        Files.writeString(agent.resolve("kubelet.kubeconfig"), "# of the stand-in\n");
    }
}
