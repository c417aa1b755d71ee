package dev.cairn.app.domain.fleet;

import java.time.Instant;
import java.util.List;

/**
 * A node's hardware, as it reported it.
 *
 * @param firmware firmware vendor and version; empty when unknown
 */
public record NodeFacts(
        Instant takenAt,
        String architecture,
        String cpuModel,
        int cpus,
        long memoryBytes,
        List<DiskFact> disks,
        List<NicFact> nics,
        List<String> gpus,
        boolean tpm,
        String firmware,
        String vendor,
        String product,
        String serial,
        String operatingSystem,
        String kernel) {
    public NodeFacts {
        disks = List.copyOf(disks);
        nics = List.copyOf(nics);
        gpus = List.copyOf(gpus);
    }
}
