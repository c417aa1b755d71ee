package dev.cairn.agent.k3s;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the profile asks, with this node's address. A node that was set up with an address keeps it as long as it has it, and also
 * while it has none: a cable that was pulled restarts nothing. Called by one lane.
 */
public final class NodeSettings implements Supplier<K3sSettings> {
    private static final Logger LOG = LoggerFactory.getLogger(NodeSettings.class);

    private final Path machine;
    private final K3sFiles files;
    private final K3sSettings profile;

    /** {@code machine} is where /proc stands. */
    public NodeSettings(Path machine, K3sFiles files, K3sSettings profile) {
        this.machine = machine;
        this.files = files;
        this.profile = profile;
    }

    @Override
    public K3sSettings get() {
        try {
            return chosen(LanAddress.all(machine), files.configText(), profile);
        } catch (IOException unreadable) {
            LOG.warn("this node's address could not be found: {}", unreadable.getMessage());
            return profile;
        }
    }

    static K3sSettings chosen(List<LanAddress> here, String configBefore, K3sSettings profile) {
        Optional<String> before = K3sConfig.nodeIpOf(configBefore);
        return here.stream()
                .filter(found -> before.filter(found.address()::equals).isPresent())
                .findFirst()
                .or(() -> here.stream().findFirst())
                .map(found -> found.in(profile))
                .orElseGet(() -> before.map(profile::at)
                        .map(kept -> K3sConfig.interfaceOf(configBefore)
                                .map(kept::through)
                                .orElse(kept))
                        .orElse(profile));
    }
}
