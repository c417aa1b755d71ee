package dev.cairn.app.ui.drives;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.ui.text.ProblemWords;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.usecase.drive.RefusalTexts;
import dev.cairn.app.usecase.problem.ProblemTexts;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the card of a drive says in words. Immutable.
 *
 * @param what there is, or what happened
 * @param remedy what a person can do about it; empty where there is nothing to do
 * @param more what is shown on hover; may be empty
 */
record DriveWords(String what, String remedy, String more) {
    static final DriveWords NONE = of("");

    static DriveWords of(String what) {
        return new DriveWords(what, "", "");
    }

    /** Why it matters is shown on hover. */
    static DriveWords of(Problem problem) {
        ProblemTexts.Text text = ProblemWords.of(problem);
        return new DriveWords(text.what(), text.remedy(), text.why());
    }

    /** Of a problem that was recorded without its arguments: why it matters and what to do. */
    static String ofRecord(Problem problem) {
        ProblemTexts.Text text = ProblemWords.of(problem);
        return (text.why() + "\n" + text.remedy()).strip();
    }

    /** The first reason why a drive is never offered, and what helps; all of them on hover. */
    static DriveWords refused(Drive drive) {
        List<Drive.Reason> all = drive.reasons();
        if (all.isEmpty()) {
            return NONE;
        }
        String first = RefusalTexts.what(all.getFirst());
        return new DriveWords(
                all.size() == 1 ? first : first + " " + Texts.text("drives.reasons.more", all.size() - 1),
                RefusalTexts.remedy(all.getFirst().refusal()),
                all.size() == 1 ? "" : all.stream().map(DriveWords::whole).collect(Collectors.joining("\n")));
    }

    private static String whole(Drive.Reason reason) {
        return RefusalTexts.what(reason) + ": " + RefusalTexts.remedy(reason.refusal());
    }
}
