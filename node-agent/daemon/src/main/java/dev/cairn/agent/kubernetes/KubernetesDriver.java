package dev.cairn.agent.kubernetes;

import dev.cairn.agent.identity.Membership;
import dev.cairn.protocol.SiteKeys;
import java.io.IOException;
import java.util.Optional;

/** Port to one Kubernetes distribution in the running slot. Called by one lane. */
public interface KubernetesDriver {
    /** For example {@code k3s}. */
    String distribution();

    /** The version in the running slot, once known. */
    Optional<String> version();

    /** True if the running slot has it at all. */
    boolean isPresent();

    /** Starts it for this place in a site, unless formation does that through a {@link ClusterDriver}; may be called again. */
    void start(Membership membership, SiteKeys keys) throws IOException;

    /** Empty if this node is ready now, else why not. */
    Optional<String> whyNotReady(Membership membership);
}
