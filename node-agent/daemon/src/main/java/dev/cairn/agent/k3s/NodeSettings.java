package dev.cairn.agent.k3s;

import dev.cairn.agent.kubernetes.ClusterDriver.Setup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the profile asks, with this node's address. A node that was set up with an address keeps it as long as it has it, and also
 * while it has none: a cable that was pulled restarts nothing. A server keeps the ranges of addresses that its cluster was made with,
 * since nothing moves pods and services to others. Called by one lane.
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
            String before = files.configText();
            return chosen(LanAddress.all(machine), before, kept(before, profile));
        } catch (IOException unreadable) {
            LOG.warn("this node's address could not be found: {}", unreadable.getMessage());
            return profile;
        }
    }

    static K3sSettings kept(String configBefore, K3sSettings profile) {
        Setup setup = configBefore.isEmpty() ? Setup.NONE : K3sConfig.setupOf(configBefore);
        if (setup != Setup.FIRST_SERVER && setup != Setup.JOINED_SERVER) {
            return profile;
        }
        K3sSettings kept = profile.withRanges(K3sConfig.podCidrOf(configBefore), K3sConfig.serviceCidrOf(configBefore));
        if (!kept.equals(profile)) {
            LOG.warn(
                    "the release asks for other ranges of addresses than this cluster was made with; it keeps its own");
        }
        return kept;
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
