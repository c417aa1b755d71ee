package dev.cairn.agent.formation;

import static dev.cairn.agent.formation.FormationEvent.ABANDONED;
import static dev.cairn.agent.formation.FormationEvent.ADOPTED;
import static dev.cairn.agent.formation.FormationEvent.CHOSEN;
import static dev.cairn.agent.formation.FormationEvent.CLEARED;
import static dev.cairn.agent.formation.FormationEvent.CLUSTER_HEARD;
import static dev.cairn.agent.formation.FormationEvent.EMPTIED;
import static dev.cairn.agent.formation.FormationEvent.GRANTED;
import static dev.cairn.agent.formation.FormationEvent.JOINED;
import static dev.cairn.agent.formation.FormationEvent.OUTRANKED;
import static dev.cairn.agent.formation.FormationEvent.PLACED;
import static dev.cairn.agent.formation.FormationEvent.PROMOTED;
import static dev.cairn.agent.formation.FormationEvent.RELEASED;
import static dev.cairn.agent.formation.FormationEvent.REMOVED;
import static dev.cairn.agent.formation.FormationEvent.SEEDED;
import static dev.cairn.agent.formation.FormationEvent.SETTLED;
import static dev.cairn.agent.formation.FormationEvent.STOPPED;
import static dev.cairn.agent.formation.FormationEvent.WITHDRAWN;
import static dev.cairn.protocol.FormationPhase.AGENT;
import static dev.cairn.protocol.FormationPhase.CLAIMING;
import static dev.cairn.protocol.FormationPhase.DEMOTING;
import static dev.cairn.protocol.FormationPhase.HELD;
import static dev.cairn.protocol.FormationPhase.JOINING;
import static dev.cairn.protocol.FormationPhase.PROMOTING;
import static dev.cairn.protocol.FormationPhase.SEEDING;
import static dev.cairn.protocol.FormationPhase.SERVER;
import static dev.cairn.protocol.FormationPhase.SETTLING;
import static dev.cairn.protocol.FormationPhase.WAITING;

import dev.cairn.protocol.FormationPhase;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The one table of formation: which phase follows on which event; a pair without a row is impossible. No way leads from inside a
 * cluster back to a claim, which is why a node that once was in one never makes another by itself.
 */
public final class FormationTable {
    private static final Map<FormationPhase, Map<FormationEvent, FormationPhase>> ROWS =
            new EnumMap<>(FormationPhase.class);

    static {
        row(WAITING, PLACED, SETTLING);
        row(WAITING, ADOPTED, SERVER);

        row(SETTLING, SETTLED, CLAIMING);
        row(SETTLING, CLUSTER_HEARD, JOINING);
        row(SETTLING, STOPPED, HELD);

        row(CLAIMING, OUTRANKED, SETTLING);
        row(CLAIMING, CHOSEN, SEEDING);
        row(CLAIMING, CLUSTER_HEARD, JOINING);
        row(CLAIMING, STOPPED, HELD);

        row(SEEDING, SEEDED, SERVER);
        // Nobody can have joined yet, so nothing is lost.
        row(SEEDING, ABANDONED, DEMOTING);

        row(SERVER, REMOVED, DEMOTING);

        row(JOINING, JOINED, AGENT);

        row(AGENT, GRANTED, PROMOTING);

        row(PROMOTING, PROMOTED, SERVER);
        row(PROMOTING, WITHDRAWN, DEMOTING);

        row(DEMOTING, CLEARED, JOINING);
        row(DEMOTING, EMPTIED, SETTLING);

        row(HELD, RELEASED, SETTLING);
    }

    private FormationTable() {}

    /** The next phase, or nothing if the event cannot happen in this phase. */
    public static Optional<FormationPhase> next(FormationPhase phase, FormationEvent event) {
        return Optional.ofNullable(ROWS.getOrDefault(phase, Map.of()).get(event));
    }

    private static void row(FormationPhase phase, FormationEvent event, FormationPhase next) {
        ROWS.computeIfAbsent(phase, ignored -> new EnumMap<>(FormationEvent.class))
                .put(event, next);
    }
}
