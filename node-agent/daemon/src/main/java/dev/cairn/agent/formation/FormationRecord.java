package dev.cairn.agent.formation;

import dev.cairn.protocol.FormationPhase;
import dev.cairn.protocol.NodeProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node keeps of its formation over power cuts. Immutable.
 *
 * @param cluster id of the cluster that it belongs to, joins or makes; null before it heard of one
 * @param name what the node is called in its cluster: a host name that people change later does not change it
 * @param step the newest step among servers that it knows; a step's number only grows within a cluster
 * @param granted as one that is being promoted: the step that lets it
 * @param promotes as a server: name of the node that it lets become one, null for none
 * @param servers addresses of the cluster's servers, newest first
 * @param sinceMs when the phase began, by the wall clock: for people only
 */
public record FormationRecord(
        FormationPhase phase,
        @Nullable String cluster,
        @Nullable String name,
        long step,
        long granted,
        @Nullable String promotes,
        List<String> servers,
        @Nullable NodeProblem alarm,
        String detail,
        long sinceMs) {
    private static final int MOST_SERVERS = 5;

    /** Copies the list. */
    public FormationRecord {
        servers = servers.stream().limit(MOST_SERVERS).toList();
    }

    /** A node's first. */
    public static FormationRecord fresh(long wallMs) {
        return new FormationRecord(FormationPhase.WAITING, null, null, 0, 0, null, List.of(), null, "", wallMs);
    }

    /** After an event; one that the table does not know is a mistake in the program. */
    FormationRecord after(FormationEvent event, long wallMs) {
        FormationPhase next = FormationTable.next(phase, event)
                .orElseThrow(() -> new IllegalStateException(event + " cannot happen while " + phase));
        return new FormationRecord(next, cluster, name, step, granted, promotes, servers, null, "", wallMs);
    }

    FormationRecord inCluster(String id, String ownName) {
        return new FormationRecord(phase, id, ownName, step, granted, promotes, servers, alarm, detail, sinceMs);
    }

    FormationRecord outsideAnyCluster() {
        return new FormationRecord(phase, null, null, 0, 0, null, List.of(), alarm, detail, sinceMs);
    }

    FormationRecord knowingStep(long number) {
        return new FormationRecord(
                phase, cluster, name, Math.max(step, number), granted, promotes, servers, alarm, detail, sinceMs);
    }

    FormationRecord grantedBy(long number) {
        return new FormationRecord(phase, cluster, name, step, number, promotes, servers, alarm, detail, sinceMs);
    }

    /** Lets a node become a server, or takes that back: a new step either way. */
    FormationRecord promoting(@Nullable String other) {
        return new FormationRecord(phase, cluster, name, step + 1, granted, other, servers, alarm, detail, sinceMs);
    }

    FormationRecord knowingServers(List<String> addresses) {
        return new FormationRecord(phase, cluster, name, step, granted, promotes, addresses, alarm, detail, sinceMs);
    }

    FormationRecord saying(@Nullable NodeProblem problem, String why) {
        return new FormationRecord(phase, cluster, name, step, granted, promotes, servers, problem, why, sinceMs);
    }
}
