package dev.cairn.boot.powercut;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Chooses points of a log at which the power fails. */
public final class CutPoints {
    private static final int MOST_ENUMERATED = 8;

    private final List<WriteLog.Entry> entries;
    private final Random random;
    private final int[] lastFlush;

    public CutPoints(List<WriteLog.Entry> entries, long seed) {
        this.entries = List.copyOf(entries);
        this.random = new Random(seed);
        this.lastFlush = new int[entries.size() + 1];
        for (int i = 0; i < entries.size(); i++) {
            lastFlush[i + 1] = entries.get(i).flush() ? i + 1 : lastFlush[i];
        }
    }

    /** Every point of a stretch, both ends included. */
    public List<CutPoint> every(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(at -> CutPoint.after(at, "after request"))
                .toList();
    }

    /** Points anywhere in a stretch. */
    public List<CutPoint> random(int count, int from, int to) {
        return random.ints(count, from, to + 1)
                .mapToObj(at -> CutPoint.after(at, "at random after request"))
                .toList();
    }

    /**
     * Points at which the disk had not yet written everything that it was given since the last flush, in whatever order it likes: any
     * part of that is lost, and the last write that it made may be torn.
     */
    public List<CutPoint> reordered(int count, int from, int to) {
        List<CutPoint> points = new ArrayList<>();
        int[] worthwhile = IntStream.rangeClosed(from, to)
                .filter(at -> at - lastFlush[at] > 0)
                .toArray();
        while (points.size() < count) {
            points.add(subset(worthwhile[random.nextInt(worthwhile.length)]));
        }
        points.sort(Comparator.comparingInt(CutPoint::from));
        return points;
    }

    /** Of each short stretch between two flushes in which the disk wrote below {@code sector}: everything that it may have kept. */
    public List<CutPoint> everySubset(int from, int to, long sector) {
        List<CutPoint> points = new ArrayList<>();
        for (int end = from; end < to; end++) {
            boolean closes = end + 1 == entries.size() || entries.get(end).flush();
            int begin = lastFlush[end];
            if (closes && end - begin <= MOST_ENUMERATED && writesBelow(begin, end, sector)) {
                for (int chosen = 1; chosen < 1 << (end - begin); chosen++) {
                    points.add(new CutPoint(begin, end, members(begin, chosen), -1, "of all subsets at"));
                }
            }
        }
        return points;
    }

    private boolean writesBelow(int begin, int end, long sector) {
        return entries.subList(begin, end).stream().anyMatch(entry -> entry.sector() < sector);
    }

    private static List<Integer> members(int begin, int chosen) {
        return IntStream.range(0, Integer.SIZE)
                .filter(bit -> (chosen >> bit & 1) == 1)
                .mapToObj(bit -> begin + bit)
                .toList();
    }

    private CutPoint subset(int at) {
        int durable = lastFlush[at];
        double share = random.nextDouble();
        List<Integer> kept = new ArrayList<>();
        for (int i = durable; i < at; i++) {
            if (entries.get(i).throughCache() || random.nextDouble() < share) {
                kept.add(i);
            }
        }
        boolean tears = !kept.isEmpty()
                && random.nextInt(4) == 0
                && !entries.get(kept.getLast()).throughCache();
        int sectors = kept.isEmpty() ? 0 : entries.get(kept.getLast()).sectors();
        return new CutPoint(
                durable, at, kept, tears && sectors > 1 ? 1 + random.nextInt(sectors - 1) : -1, "reordered at");
    }
}
