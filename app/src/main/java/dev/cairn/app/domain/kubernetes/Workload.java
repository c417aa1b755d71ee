package dev.cairn.app.domain.kubernetes;

/**
 * One workload. Immutable.
 *
 * @param desired how many pods it should have
 * @param ready how many of them are ready
 */
public record Workload(WorkloadKind kind, String namespace, String name, int desired, int ready) {
    /** Whether as many are ready as should be. */
    public boolean isWell() {
        return ready >= desired;
    }
}
