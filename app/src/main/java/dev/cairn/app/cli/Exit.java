package dev.cairn.app.cli;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.image.ImageProblem;
import java.util.Set;

/** The exit codes that scripts rely on. */
final class Exit {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int REFUSED_FOR_SAFETY = 3;

    private static final Set<String> SAFETY = Set.of(
            AppProblem.DRIVE_REFUSED.code(),
            AppProblem.DRIVE_BEING_WRITTEN.code(),
            AppProblem.DRIVE_CHANGED.code(),
            AppProblem.DRIVE_NOT_CONFIRMED.code(),
            AppProblem.NODE_NOT_CONFIRMED.code(),
            AppProblem.REPLACE_STILL_RUNS.code(),
            AppProblem.REPLACE_NO_MAJORITY.code(),
            AppProblem.ROLES_COUNT.code(),
            AppProblem.ROLES_MINORITY.code(),
            AppProblem.ROLES_NO_MAJORITY.code(),
            AppProblem.ROLES_TWO_CLUSTERS.code(),
            ImageProblem.TARGET_CHANGED.code(),
            ImageProblem.DRIVE_IN_USE.code(),
            ImageProblem.SECTORS_UNSUPPORTED.code());

    private Exit() {}

    static int of(Problem problem) {
        if (problem.is(AppProblem.USAGE)) {
            return USAGE;
        }
        return SAFETY.contains(problem.code()) ? REFUSED_FOR_SAFETY : FAILED;
    }
}
