package dev.cairn.agent.formation;

import dev.cairn.protocol.DiskFitness;
import java.time.Duration;
import java.util.Optional;

/** Port to a measurement of the disk that would hold the cluster's database. */
@FunctionalInterface
public interface DiskProbe {
    /** Up to here the makers of etcd call a disk quick enough, at the 99th percentile of fdatasync. */
    Duration GOOD = Duration.ofMillis(10);

    /** Half of the time in which etcd's members expect to hear of their leader: beyond it they lose each other under load. */
    Duration WORST = Duration.ofMillis(50);

    /** Measures now, for some seconds at most: the 99th percentile of small synced writes; nothing if the disk takes none. */
    Optional<Duration> measure();

    /** What a measurement means. */
    static DiskFitness fitness(Optional<Duration> measured) {
        if (measured.isEmpty() || measured.get().compareTo(WORST) > 0) {
            return DiskFitness.UNFIT;
        }
        return measured.get().compareTo(GOOD) > 0 ? DiskFitness.SLOW : DiskFitness.GOOD;
    }
}
