package dev.cairn.agent.kubernetes;

import dev.cairn.protocol.ClusterSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the booted slot says of the cluster. Stateless. */
public final class SlotSettings {
    private SlotSettings() {}

    /**
     * Read below a root, which is / on a real machine. A slot of an older Cairn says nothing, and its cluster is as it was. What cannot be
     * used stops the agent: it came with the slot, and a trial of such a slot has to fail.
     */
    public static ClusterSettings below(Path root) throws IOException {
        Path file = root.resolve(ClusterSettings.PATH.substring(1));
        return Files.exists(file) ? ClusterSettings.read(Files.readAllBytes(file)) : ClusterSettings.USUAL;
    }
}
