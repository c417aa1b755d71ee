package dev.cairn.boot.powercut;

import java.util.List;

/**
 * What of a log a disk holds when the power fails.
 *
 * @param kept requests in their order: the first {@code upTo}, and of those between {@code from} and {@code upTo} only these
 * @param from requests before it are on the disk, all of them
 * @param upTo requests from it on were never made
 * @param torn sectors that the disk got of the last one kept, or -1 for all of it
 * @param why for reports: how the point was chosen
 */
public record CutPoint(int from, int upTo, List<Integer> kept, int torn, String why) {
    private static final int MOST_NAMED = 12;

    public CutPoint {
        kept = List.copyOf(kept);
    }

    /** The disk has everything up to here and nothing after it. */
    static CutPoint after(int requests, String why) {
        return new CutPoint(requests, requests, List.of(), -1, why);
    }

    /** Brings a disk that has everything up to {@code from} to this point. */
    void apply(ReplayedDisk disk, List<WriteLog.Entry> entries) {
        for (int i = 0; i < kept.size(); i++) {
            WriteLog.Entry entry = entries.get(kept.get(i));
            boolean last = i == kept.size() - 1;
            disk.apply(entry, last && torn >= 0 ? torn : entry.sectors());
        }
    }

    @Override
    public String toString() {
        String those = kept.size() > MOST_NAMED ? kept.size() + " of them" : "those " + kept;
        return why + " " + upTo
                + (from == upTo ? "" : ": of " + (upTo - from) + " since request " + from + " " + those)
                + (torn < 0 ? "" : ", the last one torn after " + torn + " sectors");
    }
}
