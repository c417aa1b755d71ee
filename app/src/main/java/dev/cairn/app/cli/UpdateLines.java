package dev.cairn.app.cli;

import dev.cairn.app.domain.fleet.PastUpdate;
import dev.cairn.app.domain.fleet.UpdateEnd;
import dev.cairn.app.usecase.problem.ProblemTexts;
import dev.cairn.app.usecase.problem.UpdateReasons;
import java.util.Locale;

/** Ended updates as lines for people. Stateless. */
final class UpdateLines {
    private UpdateLines() {}

    static String of(PastUpdate update) {
        UpdateEnd end = update.end();
        String how = "update to " + end.version() + ": " + end.outcome() + ", slot " + upper(end.previousSlot())
                + " to " + upper(end.triedSlot()) + ", runs slot " + upper(end.currentSlot()) + ", "
                + Words.ago(end.at());
        String why = new UpdateReasons(new ProblemTexts()).of(end);
        return why.isEmpty() ? how : how + "; " + why;
    }

    private static String upper(String slot) {
        return slot.toUpperCase(Locale.ROOT);
    }
}
