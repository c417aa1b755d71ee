package dev.cairn.boot.powercut;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** Walks through a log once and stops at points of it. */
public final class Replay {
    private final ReplayedDisk disk;
    private final List<WriteLog.Entry> entries;
    private int done;

    /** @param disk as it was before the first entry */
    public Replay(ReplayedDisk disk, List<WriteLog.Entry> entries) {
        this.disk = disk;
        this.entries = List.copyOf(entries);
    }

    /** Looks at a disk in the state of a point; must leave it as it is. */
    public interface Visitor {
        void visit(CutPoint point, ReplayedDisk disk) throws Exception;
    }

    /** Visits all points, earlier ones first. */
    public void visit(List<CutPoint> points, Visitor visitor) throws Exception {
        for (CutPoint point : points.stream()
                .sorted(Comparator.comparingInt(CutPoint::from).thenComparingInt(CutPoint::upTo))
                .toList()) {
            advance(point.from());
            if (point.kept().isEmpty()) {
                visitor.visit(point, disk);
            } else {
                int[] durable = disk.save();
                point.apply(disk, entries);
                visitor.visit(point, disk);
                disk.restore(durable);
            }
        }
    }

    private void advance(int to) throws IOException {
        if (to < done) {
            throw new IOException("point " + to + " was passed");
        }
        for (; done < to; done++) {
            disk.apply(entries.get(done));
        }
    }
}
