package dev.cairn.agent.k3s;

import dev.cairn.agent.identity.Membership;
import dev.cairn.agent.kubernetes.Commands;
import dev.cairn.agent.kubernetes.KubernetesDriver;
import dev.cairn.protocol.SiteKeys;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is told of k3s on this node; formation is what starts it and gives it its role. */
public final class K3sDriver implements KubernetesDriver {
    private final K3sFiles files;
    private final K3sCommand k3s;
    private @Nullable String version;

    /** {@code files} tell where k3s stands. */
    public K3sDriver(K3sFiles files, Commands commands) {
        this.files = files;
        this.k3s = new K3sCommand(files, commands);
    }

    @Override
    public String distribution() {
        return isPresent() ? "k3s" : "";
    }

    @Override
    public Optional<String> version() {
        return Optional.ofNullable(version);
    }

    @Override
    public boolean isPresent() {
        return files.binary().isPresent();
    }

    @Override
    public void start(Membership membership, SiteKeys keys) throws IOException {
        if (version == null) {
            version = k3s.version().orElse(null);
        }
    }

    @Override
    public Optional<String> whyNotReady(Membership membership) {
        try {
            return k3s.whyNotReady(membership.hostName());
        } catch (IOException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }
}
