package dev.cairn.app.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries a {@link Problem} (and any that were found with it) to whoever can show it. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public ProblemException(Problem problem) {
        this(List.of(problem), null);
    }

    public ProblemException(Problem problem, @Nullable Throwable cause) {
        this(List.of(problem), cause);
    }

    public ProblemException(List<Problem> problems, @Nullable Throwable cause) {
        super(describe(problems), cause);
        this.problems = List.copyOf(problems);
    }

    /** A problem of this app; {@code arguments} are names and values in turn. */
    public static ProblemException of(AppProblem code, String phase, Object element, Object... arguments) {
        return new ProblemException(Problem.of(code, phase, element, arguments));
    }

    /** The first, most important problem. */
    public Problem problem() {
        return problems.getFirst();
    }

    /** All problems found at once; never empty. */
    public List<Problem> problems() {
        return problems;
    }

    private static String describe(List<Problem> problems) {
        Problem first = problems.getFirst();
        return first.code() + " while " + first.phase() + ": " + first.element() + " " + first.arguments();
    }
}
