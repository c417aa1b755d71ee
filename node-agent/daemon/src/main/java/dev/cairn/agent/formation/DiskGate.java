package dev.cairn.agent.formation;

import dev.cairn.protocol.DiskFitness;
import java.time.Duration;

/**
 * Whether this node's disk may hold the cluster's database. A disk that was found unfit is measured anew, each time after twice the pause: a
 * machine that was busy with its start looks like one with a slow disk, and would stay an agent until it is started again. One lane measures;
 * the fitness is read from any thread.
 */
final class DiskGate {
    private static final Duration LONGEST = Duration.ofDays(1);

    private final DiskProbe probe;
    private volatile DiskFitness fitness = DiskFitness.UNKNOWN;
    private Duration pause;
    private long unfitUntil;

    /** @param pause after the first measurement that finds the disk unfit */
    DiskGate(DiskProbe probe, Duration pause) {
        this.probe = probe;
        this.pause = pause;
    }

    /** As the last measurement has it. */
    DiskFitness fitness() {
        return fitness;
    }

    /** The same for who decides: unknown when it has to be measured, which a server that was let in all the same is not put to again. */
    DiskFitness fitnessAt(long now, boolean isServer) {
        boolean again = fitness == DiskFitness.UNFIT && !isServer && now >= unfitUntil;
        return again ? DiskFitness.UNKNOWN : fitness;
    }

    /** Takes some seconds; {@code now} is in ms. */
    void measure(long now) {
        fitness = DiskProbe.fitness(probe.measure());
        if (fitness == DiskFitness.UNFIT) {
            unfitUntil = now + pause.toMillis();
            Duration twice = pause.multipliedBy(2);
            pause = twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
        }
    }
}
