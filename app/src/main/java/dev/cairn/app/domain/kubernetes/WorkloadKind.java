package dev.cairn.app.domain.kubernetes;

/** The kinds of workload that keep a number of pods running (Kubernetes API reference, apps/v1). */
public enum WorkloadKind {
    DEPLOYMENT("Deployment"),
    STATEFUL_SET("StatefulSet"),
    DAEMON_SET("DaemonSet");

    private final String word;

    WorkloadKind(String word) {
        this.word = word;
    }

    /** Its name in Kubernetes, which people know it by. */
    public String word() {
        return word;
    }
}
