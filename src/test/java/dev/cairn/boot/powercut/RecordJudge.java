package dev.cairn.boot.powercut;

import dev.cairn.agent.update.UpdateRecord;
import dev.cairn.protocol.UpdateOutcome;
import java.util.Optional;

/** Holds the agent's record of its update against the slot that boots: the one must be able to explain the other. Stateless. */
public final class RecordJudge {
    private RecordJudge() {}

    /** What does not fit together. */
    public static Optional<String> fault(Optional<UpdateRecord> record, BootJudge.Verdict verdict) {
        boolean fits = switch (verdict.slot()) {
            case "a" -> record.map(RecordJudge::mayRunOld).orElse(true);
            case "b" -> record.filter(RecordJudge::mayRunNew).isPresent();
            default -> true;
        };
        return fits
                ? Optional.empty()
                : Optional.of("slot " + verdict.slot() + " boots, and the agent's record says "
                        + record.map(Object::toString).orElse("nothing"));
    }

    /** The new slot was ordered and checked before its entry came. */
    private static boolean mayRunNew(UpdateRecord record) {
        return switch (record.phase()) {
            case ARM, REBOOT, TRIAL, COMMIT -> true;
            case IDLE -> isCommitted(record);
            case TRANSFER, WRITE, VERIFY, ROLL_BACK -> false;
        };
    }

    /** Nothing was said to be running that does not. */
    private static boolean mayRunOld(UpdateRecord record) {
        return switch (record.phase()) {
            case IDLE -> !isCommitted(record);
            case TRANSFER, WRITE, VERIFY, ARM, REBOOT -> true;
            case TRIAL, COMMIT, ROLL_BACK -> false;
        };
    }

    private static boolean isCommitted(UpdateRecord record) {
        return record.lastResult() != null && record.lastResult().outcome() == UpdateOutcome.COMMITTED;
    }
}
