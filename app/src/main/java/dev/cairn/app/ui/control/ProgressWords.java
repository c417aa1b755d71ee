package dev.cairn.app.ui.control;

import dev.cairn.app.ui.text.Numbers;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.usecase.job.JobPart;
import dev.cairn.app.usecase.job.JobUnit;
import java.util.ArrayList;
import java.util.List;

/** How far work is, in words: what is being done, how much of it, how fast, how long it will take. Stateless. */
public final class ProgressWords {
    private ProgressWords() {}

    /** What is known of it, in a line; empty if that is nothing. */
    public static String of(JobPart part) {
        List<String> words = new ArrayList<>();
        if (!part.doing().isEmpty()) {
            words.add(part.doing());
        }
        if (part.total() > 0) {
            words.add(Texts.text("jobs.of", amount(part.done(), part.unit()), amount(part.total(), part.unit())));
        }
        if (part.rate() > 0 && part.unit() == JobUnit.BYTES) {
            words.add(Numbers.rate(part.rate()));
        }
        if (part.timeLeft() != null) {
            words.add(Texts.text("jobs.left", Numbers.span(part.timeLeft())));
        }
        return String.join(" · ", words);
    }

    private static String amount(long number, JobUnit unit) {
        return unit == JobUnit.BYTES ? Numbers.bytes(number) : Numbers.whole(number);
    }
}
