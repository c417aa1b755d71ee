package dev.cairn.app.usecase.drive;

import dev.cairn.app.domain.drive.Drive.Reason;
import dev.cairn.app.domain.drive.Drive.Refusal;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words for why a drive is never offered, from {@code resources/i18n/messages.properties}. Thread-safe. */
public final class RefusalTexts {
    private static final ResourceBundle BUNDLE =
            ResourceBundle.getBundle("dev.cairn.resources.i18n.messages", Locale.ROOT);

    private RefusalTexts() {}

    /** What was found, with the place in brackets. */
    public static String what(Reason reason) {
        String words = BUNDLE.getString("Refusal." + reason.refusal().name());
        return reason.about().isEmpty() ? words : words + " (" + reason.about() + ")";
    }

    /** What a person can do about it. */
    public static String remedy(Refusal refusal) {
        return BUNDLE.getString("Refusal." + refusal.name() + ".means");
    }
}
