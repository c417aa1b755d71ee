package dev.cairn.agent.formation;

import dev.cairn.protocol.ClusterNotice;

/** The next step of a node's formation: nothing is asked, saved or done here, so the same input gives the same step. */
final class Decision {
    private final Outside outside;
    private final Inside inside;

    Decision(FormationTimes times) {
        this.outside = new Outside(times);
        this.inside = new Inside(times);
    }

    /** {@code own} is what this node tells the others now. */
    Step next(FormationRecord record, Sight sight, Spans spans, ClusterNotice own) {
        return switch (record.phase()) {
            case WAITING -> outside.waiting(record, sight);
            case SETTLING -> outside.settling(record, sight, spans);
            case CLAIMING -> outside.claiming(record, sight, spans, own);
            case SEEDING -> outside.seeding(record, sight, spans, own);
            case HELD -> outside.held(record, sight, spans);
            case JOINING -> inside.joining(record, sight, spans);
            case AGENT -> inside.agent(record, sight, spans);
            case PROMOTING -> inside.promoting(record, sight, spans);
            case DEMOTING -> inside.demoting(record, sight);
            case SERVER -> inside.server(record, sight, spans);
        };
    }
}
