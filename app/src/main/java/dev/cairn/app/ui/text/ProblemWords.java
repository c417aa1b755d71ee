package dev.cairn.app.ui.text;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.fleet.UpdateEnd;
import dev.cairn.app.usecase.problem.ProblemTexts;
import dev.cairn.app.usecase.problem.UpdateReasons;

/** The three texts of a problem for the screens. Thread-safe. */
public final class ProblemWords {
    private static final ProblemTexts TEXTS = new ProblemTexts();
    private static final UpdateReasons REASONS = new UpdateReasons(TEXTS);

    private ProblemWords() {}

    /** What happened, why it matters, what to do; an unknown code is told as it is. */
    public static ProblemTexts.Text of(Problem problem) {
        return TEXTS.of(problem);
    }

    /** Why an update did not commit; empty for one that did. */
    public static String reason(UpdateEnd end) {
        return REASONS.of(end);
    }
}
