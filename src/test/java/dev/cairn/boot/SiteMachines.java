package dev.cairn.boot;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** The machines of one site as somebody sees them who stands before them: their consoles. Machines may be added from another thread. */
final class SiteMachines implements AutoCloseable {
    private static final String DEAD = "Kernel panic|update\\.(failed|fell-back|rolled-back)|cluster\\.alarm";

    private final List<VirtualMachine> machines = new CopyOnWriteArrayList<>();

    /** One more, which is switched off with the others. */
    void add(VirtualMachine machine) {
        machines.add(machine);
    }

    /** How many consoles show the pattern since the mark. */
    long showing(String pattern) {
        return machines.stream()
                .filter(machine -> machine.console().count(pattern) > 0)
                .count();
    }

    /** Waits until so many show it. */
    void await(String pattern, long least, Duration most) {
        awaitThat(pattern + " on " + least, most, () -> showing(pattern) >= least);
    }

    /** Waits until it is so; fails at once when a machine ends or gives up. */
    void awaitThat(String what, Duration most, BooleanSupplier holds) {
        Awaitility.await(what)
                .atMost(most)
                .pollInterval(Duration.ofSeconds(1))
                .failFast("a machine stopped", () -> machines.stream().anyMatch(machine -> !machine.isRunning()))
                .failFast("a machine gave up", () -> showing(DEAD) > 0)
                .until(holds::getAsBoolean);
    }

    void mark() {
        machines.forEach(machine -> machine.console().mark());
    }

    @Override
    public void close() throws InterruptedException {
        for (VirtualMachine machine : machines) {
            machine.close();
        }
    }
}
