package dev.cairn.agent.formation;

import dev.cairn.protocol.ClusterNotice;
import java.util.List;

/**
 * The newest that was heard of another node. Immutable.
 *
 * @param address where its notices come from
 * @param workingSince since when every notice said that it works; {@link Long#MAX_VALUE} while it does not
 * @param earlierBoots boots that are over
 * @param doubledAt when two of its boots were last heard at once, -1 for never
 */
record Neighbour(
        ClusterNotice notice,
        String address,
        long heardAt,
        long workingSince,
        List<EarlierBoot> earlierBoots,
        long doubledAt) {
    /** A boot that is over, and how far it had counted. */
    record EarlierBoot(String boot, long counter, int advances) {}
}
