package dev.cairn.agent.install;

import dev.cairn.agent.facts.SysFiles;
import dev.cairn.agent.state.DurableFiles;
import dev.cairn.agent.state.StateFolder;
import dev.cairn.image.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The random identity of the disk that is being installed in this machine, kept on the stick until the disk is complete, so that an installation
 * that was cut goes on under the same GUIDs. Another machine's never matches. One thread.
 */
final class DiskIdentities {
    private static final int BYTES = 32;

    private final StateFolder state;
    private final SysFiles files;
    private final SecureRandom random = new SecureRandom();

    DiskIdentities(StateFolder state, Path root) {
        this.state = state;
        this.files = new SysFiles(root);
    }

    /** What an earlier attempt began with, else a new one, saved before it is used. */
    String of(MachineDisk disk) {
        String name = name(disk);
        Optional<String> begun = state.read(name)
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII))
                .filter(text -> text.matches("[0-9a-f]{64}"));
        if (begun.isPresent()) {
            return begun.get();
        }
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String identity = HexFormat.of().formatHex(bytes);
        state.write(name, identity.getBytes(StandardCharsets.US_ASCII));
        return identity;
    }

    /** No other disk ever gets the identity of a complete one. */
    void forget(MachineDisk disk) throws IOException {
        DurableFiles.delete(state.path(name(disk)));
    }

    private String name(MachineDisk disk) {
        String machine = files.text("sys/class/dmi/id/product_uuid").orElse("") + "|"
                + files.text("sys/class/dmi/id/board_serial").orElse("");
        String text = machine + "|" + disk.serial() + "|" + disk.model() + "|" + disk.bytes() + "|" + disk.name();
        return "install-" + Sha256.of(text.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
    }
}
