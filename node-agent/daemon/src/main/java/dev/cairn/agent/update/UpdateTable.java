package dev.cairn.agent.update;

import static dev.cairn.protocol.UpdatePhase.ARM;
import static dev.cairn.protocol.UpdatePhase.COMMIT;
import static dev.cairn.protocol.UpdatePhase.IDLE;
import static dev.cairn.protocol.UpdatePhase.REBOOT;
import static dev.cairn.protocol.UpdatePhase.ROLL_BACK;
import static dev.cairn.protocol.UpdatePhase.TRANSFER;
import static dev.cairn.protocol.UpdatePhase.TRIAL;
import static dev.cairn.protocol.UpdatePhase.VERIFY;
import static dev.cairn.protocol.UpdatePhase.WRITE;

import dev.cairn.protocol.UpdatePhase;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The one table of the update: which phase follows on which event; a pair without a row is impossible. */
public final class UpdateTable {
    private static final Map<UpdatePhase, Map<UpdateEvent, UpdatePhase>> ROWS = new EnumMap<>(UpdatePhase.class);

    static {
        row(IDLE, UpdateEvent.ORDERED, TRANSFER);
        row(IDLE, UpdateEvent.STARTED_IN_OLD, IDLE);
        // The record was lost with the data partition while the booted entry still counts tries.
        row(IDLE, UpdateEvent.STARTED_IN_TARGET, TRIAL);

        row(TRANSFER, UpdateEvent.CHUNKS_COMPLETE, WRITE);
        row(TRANSFER, UpdateEvent.CANCELLED, IDLE);
        row(TRANSFER, UpdateEvent.FAILED, IDLE);
        row(TRANSFER, UpdateEvent.STARTED_IN_OLD, TRANSFER);

        row(WRITE, UpdateEvent.WRITTEN, VERIFY);
        row(WRITE, UpdateEvent.CHUNKS_LOST, TRANSFER);
        row(WRITE, UpdateEvent.CANCELLED, IDLE);
        row(WRITE, UpdateEvent.FAILED, IDLE);
        row(WRITE, UpdateEvent.STARTED_IN_OLD, WRITE);

        row(VERIFY, UpdateEvent.VERIFIED, ARM);
        row(VERIFY, UpdateEvent.CANCELLED, IDLE);
        row(VERIFY, UpdateEvent.FAILED, IDLE);
        row(VERIFY, UpdateEvent.STARTED_IN_OLD, VERIFY);

        row(ARM, UpdateEvent.STATE_KEPT, ARM);
        row(ARM, UpdateEvent.ARMED, REBOOT);
        row(ARM, UpdateEvent.CHUNKS_LOST, TRANSFER);
        row(ARM, UpdateEvent.CANCELLED, IDLE);
        row(ARM, UpdateEvent.FAILED, IDLE);
        row(ARM, UpdateEvent.STARTED_IN_OLD, ARM);
        row(ARM, UpdateEvent.STARTED_IN_TARGET, TRIAL);
        row(ARM, UpdateEvent.FELL_BACK, IDLE);

        row(REBOOT, UpdateEvent.STARTED_IN_OLD, REBOOT);
        row(REBOOT, UpdateEvent.STARTED_IN_TARGET, TRIAL);
        row(REBOOT, UpdateEvent.FELL_BACK, IDLE);
        row(REBOOT, UpdateEvent.PASSED_OVER, IDLE);
        // The machine may take its time to go down, or refuse.
        row(REBOOT, UpdateEvent.CANCELLED, IDLE);

        row(TRIAL, UpdateEvent.HEALTHY, COMMIT);
        row(TRIAL, UpdateEvent.UNHEALTHY, ROLL_BACK);
        row(TRIAL, UpdateEvent.STARTED_IN_TARGET, TRIAL);
        row(TRIAL, UpdateEvent.FELL_BACK, IDLE);

        row(COMMIT, UpdateEvent.COMMITTED, IDLE);
        row(COMMIT, UpdateEvent.STARTED_IN_TARGET, COMMIT);
        row(COMMIT, UpdateEvent.FELL_BACK, IDLE);

        row(ROLL_BACK, UpdateEvent.STARTED_IN_TARGET, ROLL_BACK);
        row(ROLL_BACK, UpdateEvent.FELL_BACK, IDLE);

        // Somebody booted the other slot by hand before it was armed: it must not be written to while it runs.
        row(TRANSFER, UpdateEvent.STARTED_IN_TARGET, IDLE);
        row(WRITE, UpdateEvent.STARTED_IN_TARGET, IDLE);
        row(VERIFY, UpdateEvent.STARTED_IN_TARGET, IDLE);
    }

    private UpdateTable() {}

    /** The next phase, or nothing if the event cannot happen in this phase. */
    public static Optional<UpdatePhase> next(UpdatePhase phase, UpdateEvent event) {
        return Optional.ofNullable(ROWS.getOrDefault(phase, Map.of()).get(event));
    }

    private static void row(UpdatePhase phase, UpdateEvent event, UpdatePhase next) {
        ROWS.computeIfAbsent(phase, ignored -> new EnumMap<>(UpdateEvent.class)).put(event, next);
    }
}
