package dev.cairn.app.domain.link;

import dev.cairn.app.domain.Subscription;
import java.util.function.Consumer;

/** Hears beacons. Sightings and rejections are delivered on the listener's own thread. */
public interface BeaconListener {
    /** Starts to listen until the answer is closed. {@code rejected} is told each source address once. */
    Subscription listen(Consumer<BeaconSighting> heard, Consumer<RejectedBeacon> rejected);

    /** How many datagrams were rejected since the start. */
    long rejectedCount();
}
