package dev.cairn.app.adapter.discovery;

import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.library.Batch;
import dev.cairn.app.domain.link.BeaconSighting;
import dev.cairn.app.domain.link.RejectedBeacon;
import dev.cairn.protocol.Beacon;
import dev.cairn.protocol.BeaconCodec;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.SiteKeys;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Decides which datagrams are beacons of this fleet's nodes. To be used by one thread. */
public final class BeaconJudge {
    private static final int MOST_SOURCES = 256;
    private static final int MOST_NODES = 4096;
    private static final long RELOAD_MS = 1_000;

    private final Supplier<Optional<List<Batch>>> batches;
    private final InstantSource clock;
    private final Set<String> reported = RecentKeys.set(MOST_SOURCES);
    private final java.util.Map<String, Long> counters = RecentKeys.map(MOST_NODES);
    private List<BeaconCodec> codecs = List.of();
    private boolean locked;
    private long loadedAt = -RELOAD_MS;

    /** {@code batches} tells the secrets that are known now; nothing while they are locked. */
    public BeaconJudge(Supplier<Optional<List<Batch>>> batches, InstantSource clock) {
        this.batches = batches;
        this.clock = clock;
    }

    /** What a datagram turned out to be. */
    public sealed interface Verdict {
        /** A beacon. */
        record Heard(BeaconSighting sighting) implements Verdict {}

        /** Anything else. */
        record Rejected(RejectedBeacon beacon, boolean firstOfSource) implements Verdict {}

        /** A probe of a laptop, a beacon that was heard before, or one that cannot be judged while the vault is locked. */
        record Ignored() implements Verdict {}
    }

    /** One probe for each batch. */
    List<byte[]> probes() {
        reload();
        return codecs.stream().map(codec -> codec.encodeProbe(clock.millis())).toList();
    }

    /** How many strange sources are remembered, so as to report each only once. */
    int rememberedSources() {
        return reported.size();
    }

    Verdict judge(byte[] datagram, String host) {
        Optional<BeaconCodec> codec = codecOf(datagram);
        if (codec.isEmpty() && locked) {
            return new Verdict.Ignored();
        }
        if (codec.isEmpty()) {
            String reason = datagram.length > BeaconCodec.MOST_BYTES ? "longer than a beacon" : "unknown key";
            return rejected(host, reason);
        }
        if (codec.get().isProbe(datagram)) {
            return new Verdict.Ignored();
        }
        try {
            Beacon beacon = codec.get().decode(datagram);
            String boot = beacon.node().value() + " " + beacon.bootId();
            Long before = counters.get(boot);
            if (before != null && beacon.counter() <= before) {
                return new Verdict.Ignored();
            }
            counters.put(boot, beacon.counter());
            return new Verdict.Heard(sighting(beacon, host));
        } catch (ProtocolException e) {
            return rejected(host, e.problem().code());
        }
    }

    private Optional<BeaconCodec> codecOf(byte[] datagram) {
        Optional<BeaconCodec> known = known(datagram);
        if (known.isEmpty() && clock.millis() - loadedAt >= RELOAD_MS) {
            reload();
            return known(datagram);
        }
        return known;
    }

    private Optional<BeaconCodec> known(byte[] datagram) {
        return codecs.stream().filter(codec -> codec.isOfThisKey(datagram)).findFirst();
    }

    private void reload() {
        loadedAt = clock.millis();
        Optional<List<Batch>> known = batches.get();
        locked = known.isEmpty();
        codecs = known.orElse(List.of()).stream()
                .map(batch ->
                        new BeaconCodec(SiteKeys.beaconKey(Base64.getDecoder().decode(batch.enrolmentSecret()))))
                .toList();
    }

    private Verdict rejected(String host, String reason) {
        return new Verdict.Rejected(new RejectedBeacon(host, reason), reported.add(host));
    }

    private BeaconSighting sighting(Beacon beacon, String host) {
        var site = beacon.site();
        var role = beacon.role();
        String release = beacon.release();
        return new BeaconSighting(
                new NodeId(beacon.node().value()),
                host,
                beacon.sshPort(),
                "SHA256:" + beacon.hostKeySha256(),
                site == null ? "" : site.value(),
                role == null ? "" : role.word(),
                beacon.state().word(),
                beacon.bootId(),
                release == null ? "" : release,
                clock.instant());
    }
}
