package dev.cairn.app.ui.text;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.usecase.problem.ProblemTexts;

/** The three texts of a problem for the screens. Thread-safe. */
public final class ProblemWords {
    private static final ProblemTexts TEXTS = new ProblemTexts();

    private ProblemWords() {}

    /** What happened, why it matters, what to do; an unknown code is told as it is. */
    public static ProblemTexts.Text of(Problem problem) {
        return TEXTS.of(problem);
    }
}
