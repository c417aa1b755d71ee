package dev.cairn.boot;

import java.util.List;

/** The bad releases that are left to the nightly run: a root that cannot be mounted and an agent that hangs. */
final class BrokenSlotScenario {
    private BrokenSlotScenario() {}

    /** Arguments: work folder, base root tar, agent layer tar, name of the tap. */
    public static void main(String[] arguments) throws Exception {
        BadReleaseScenario.run(
                arguments, List.of(BadReleaseScenario.Fault.UNMOUNTABLE, BadReleaseScenario.Fault.HANGS));
    }
}
