package dev.cairn.agent.neighbour;

import dev.cairn.protocol.Beacon;
import dev.cairn.protocol.NodeId;
import dev.cairn.protocol.SiteId;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The nodes that were heard of late, by beacons whose authenticity was checked. A beacon that was heard before, or is of a boot that another one
 * followed, is passed over. Bounded; thread-safe.
 */
public final class Neighbours {
    private static final int MOST = 256;
    private static final int MOST_PAST_BOOTS = 1_024;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    private final NodeId own;
    private final Supplier<Optional<SiteId>> site;
    private final InstantSource clock;
    private final Map<NodeId, Neighbour> heard = new LinkedHashMap<>();
    private final Set<String> pastBoots = new LinkedHashSet<>();

    /** @param site of this node, once it has one */
    public Neighbours(NodeId own, Supplier<Optional<SiteId>> site, InstantSource clock) {
        this.own = own;
        this.site = site;
        this.clock = clock;
    }

    /** Takes note of an authentic beacon. */
    public synchronized void heard(Beacon beacon, InetAddress from) {
        if (beacon.node().equals(own) || pastBoots.contains(boot(beacon))) {
            return;
        }
        Neighbour now = new Neighbour(beacon, from, clock.instant());
        Neighbour before = heard.get(beacon.node());
        if (before != null && !now.isNewerThan(before)) {
            return;
        }
        if (before != null && !before.beacon().bootId().equals(beacon.bootId())) {
            forget(before.beacon());
        }
        heard.remove(beacon.node());
        heard.put(beacon.node(), now);
        if (heard.size() > MOST) {
            heard.remove(heard.keySet().iterator().next());
        }
    }

    /** Those of this node's site that were heard within the last {@code within}, the newest first. */
    public synchronized List<Neighbour> ofThisSite(Duration within) {
        Optional<SiteId> here = site.get();
        Instant since = clock.instant().minus(within);
        return heard.values().stream()
                .filter(node ->
                        here.isPresent() && here.get().equals(node.beacon().site()))
                .filter(node -> !node.heardAt().isBefore(since))
                .sorted(Comparator.comparing(Neighbour::heardAt).reversed())
                .toList();
    }

    /** True if this is the host key ({@code SHA256:…}) of a node of this node's site that was heard of late. */
    public boolean isHostKey(String fingerprint) {
        return ofThisSite(FORGOTTEN_AFTER).stream()
                .anyMatch(node -> node.hostKey().equals(fingerprint));
    }

    /** The node whose host key it is. */
    Optional<NodeId> nodeOf(String fingerprint) {
        return ofThisSite(FORGOTTEN_AFTER).stream()
                .filter(node -> node.hostKey().equals(fingerprint))
                .map(node -> node.beacon().node())
                .findFirst();
    }

    private void forget(Beacon beacon) {
        pastBoots.add(boot(beacon));
        if (pastBoots.size() > MOST_PAST_BOOTS) {
            pastBoots.remove(pastBoots.iterator().next());
        }
    }

    private static String boot(Beacon beacon) {
        return beacon.node().value() + " " + beacon.bootId();
    }
}
