package dev.cairn.agent.update;

/** What can go wrong at one operation of an update. */
enum Fault {
    NOTHING,
    POWER_CUT,
    POWER_CUT_IN_THE_MIDDLE,
    AGENT_KILLED,
    HANG,
    /** Each time from then on, whatever restarts; only of the new slot's agent. */
    HANG_OF_THE_NEW_RELEASE,
    EXCEPTION,
    EXCEPTIONS,
    NO_SPACE,
    DISK_FULL,
    IO_ERROR,
    IO_ERRORS,
    CLOCK_TO_1970,
    CLOCK_TO_2100;

    boolean canHappenAt(Operation operation) {
        return switch (this) {
            case NOTHING, POWER_CUT, AGENT_KILLED, HANG, EXCEPTION, EXCEPTIONS, CLOCK_TO_1970, CLOCK_TO_2100 -> true;
            case POWER_CUT_IN_THE_MIDDLE ->
                operation.is("SlotDevice.write")
                        || operation.is("BootLoaderEntries.put")
                        || operation.is("BootLoaderEntries.putFile")
                        || operation.is("BootLoaderEntries.clear");
            case HANG_OF_THE_NEW_RELEASE ->
                switch (operation.phase()) {
                    case TRIAL, COMMIT, ROLL_BACK -> true;
                    case IDLE, TRANSFER, WRITE, VERIFY, ARM, REBOOT -> false;
                };
            case NO_SPACE, DISK_FULL -> operation.changesTheDisk();
            case IO_ERROR, IO_ERRORS -> operation.usesTheDisk();
        };
    }

    /** Whether it stays until somebody comes to repair the machine. */
    boolean stays() {
        return switch (this) {
            case HANG_OF_THE_NEW_RELEASE, EXCEPTIONS, DISK_FULL, IO_ERRORS -> true;
            case NOTHING,
                    POWER_CUT,
                    POWER_CUT_IN_THE_MIDDLE,
                    AGENT_KILLED,
                    HANG,
                    EXCEPTION,
                    NO_SPACE,
                    IO_ERROR,
                    CLOCK_TO_1970,
                    CLOCK_TO_2100 -> false;
        };
    }

    /** Whether an update that would have worked must still work. */
    boolean mayNotChangeTheOutcome() {
        return switch (this) {
            case NOTHING,
                    POWER_CUT,
                    POWER_CUT_IN_THE_MIDDLE,
                    AGENT_KILLED,
                    HANG,
                    EXCEPTION,
                    CLOCK_TO_1970,
                    CLOCK_TO_2100 -> true;
            case HANG_OF_THE_NEW_RELEASE, EXCEPTIONS, NO_SPACE, DISK_FULL, IO_ERROR, IO_ERRORS -> false;
        };
    }
}
