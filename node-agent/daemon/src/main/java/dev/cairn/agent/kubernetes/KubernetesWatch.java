package dev.cairn.agent.kubernetes;

import dev.cairn.agent.identity.Membership;
import dev.cairn.protocol.KubernetesPhase;
import dev.cairn.protocol.KubernetesStatus;
import dev.cairn.protocol.Seed;
import dev.cairn.protocol.SiteKeys;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the driver to start Kubernetes once the node has a place and keeps looking at it. One lane takes turns; snapshots from any thread. */
public final class KubernetesWatch {
    private static final Logger LOG = LoggerFactory.getLogger(KubernetesWatch.class);
    private static final Duration UNTIL_WOKEN = Duration.ofHours(1);

    private final KubernetesDriver driver;
    private final Supplier<Optional<Membership>> membership;
    private final Seed seed;
    private final InstantSource clock;
    private final Duration poll;
    private volatile KubernetesStatus status;
    private @Nullable Membership startedFor;
    private boolean wasReady;

    public KubernetesWatch(
            KubernetesDriver driver,
            Supplier<Optional<Membership>> membership,
            Seed seed,
            InstantSource clock,
            Duration poll) {
        this.driver = driver;
        this.membership = membership;
        this.seed = seed;
        this.clock = clock;
        this.poll = poll;
        this.status = new KubernetesStatus(
                driver.distribution(),
                driver.version().orElse(null),
                driver.isPresent() ? KubernetesPhase.STOPPED : KubernetesPhase.ABSENT,
                "",
                clock.millis());
    }

    /** The last thing seen. */
    public KubernetesStatus status() {
        return status;
    }

    /** Looks once, starting what should run. */
    public Duration turn() {
        if (!driver.isPresent()) {
            return UNTIL_WOKEN;
        }
        Optional<Membership> place = membership.get();
        if (place.isEmpty()) {
            see(KubernetesPhase.STOPPED, "the node has no site and role yet");
            return poll;
        }
        try {
            if (!place.get().equals(startedFor)) {
                driver.start(
                        place.get(), SiteKeys.of(seed.secretBytes(), place.get().site()));
                startedFor = place.get();
            }
        } catch (IOException refused) {
            see(KubernetesPhase.NOT_READY, "kubernetes.failed: " + refused.getMessage());
            return poll;
        }
        Optional<String> why = driver.whyNotReady(place.get());
        wasReady |= why.isEmpty();
        see(
                why.isEmpty() ? KubernetesPhase.READY : wasReady ? KubernetesPhase.NOT_READY : KubernetesPhase.STARTING,
                why.orElse(""));
        return poll;
    }

    private void see(KubernetesPhase phase, String reason) {
        KubernetesStatus before = status;
        if (before.phase() != phase) {
            LOG.info("Kubernetes: {} -> {} {}", before.phase(), phase, reason);
        }
        long since = before.phase() == phase ? before.sinceMs() : clock.millis();
        status = new KubernetesStatus(driver.distribution(), driver.version().orElse(null), phase, reason, since);
    }
}
