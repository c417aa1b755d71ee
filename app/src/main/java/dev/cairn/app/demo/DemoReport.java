package dev.cairn.app.demo;

import java.util.List;

/** What the demo did and found: the JSON document of {@code cairn demo --json}. */
public record DemoReport(
        String fleet,
        String home,
        ReleaseFigures release,
        ImageFigures image,
        DriveFigures drive,
        List<NodeFigures> nodes,
        UpdateFigures update,
        UpdateFigures badUpdate,
        TelemetryFigures telemetry,
        double seconds) {
    public DemoReport {
        nodes = List.copyOf(nodes);
    }

    /** The release that was baked. */
    public record ReleaseFigures(String digest, String profile, int version) {}

    /** The image that was baked from it; {@code bytes} is the size of the disk, holes included. */
    public record ImageFigures(String path, String sha256, long bytes) {}

    /** The write to the file that plays the drive. */
    public record DriveFigures(String target, long bytesWritten, boolean verified) {}

    /** A node as it reported itself at the end. */
    public record NodeFigures(
            String id,
            String hostName,
            String state,
            String site,
            String role,
            String slot,
            String release,
            FactFigures facts) {}

    /** The hardware that a node reported. */
    public record FactFigures(String cpu, int cpus, long memoryBytes, List<DiskFigures> disks) {
        public FactFigures {
            disks = List.copyOf(disks);
        }
    }

    /** A disk of a node. */
    public record DiskFigures(String name, String model, long bytes) {}

    /** How an update ended: {@code committed} or {@code rolled-back}; nodes are named in {@code nodes}. */
    public record UpdateFigures(
            String result, String release, String slotBefore, String slotAfter, List<String> nodes, String reason) {
        public UpdateFigures {
            nodes = List.copyOf(nodes);
        }
    }

    /** What was drained from the nodes. */
    public record TelemetryFigures(long samples, long logLines, long gaps) {}
}
