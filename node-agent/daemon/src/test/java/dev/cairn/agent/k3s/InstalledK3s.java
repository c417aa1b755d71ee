package dev.cairn.agent.k3s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A root with a k3s that nobody runs: the commands of the tests are answered by themselves. Stateless. */
final class InstalledK3s {
    private InstalledK3s() {}

    static K3sFiles below(Path root) throws IOException {
        Path k3s = Files.createDirectories(root.resolve("usr/bin")).resolve("k3s");
        Files.writeString(k3s, "#!/bin/sh\n");
        Files.setPosixFilePermissions(k3s, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new K3sFiles(root);
    }
}
