package dev.cairn.app.ui.drives;

import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.usecase.drive.RefusalTexts;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;

/** Says why a drive is never offered: the first reason in the card, all of them on hover. FX thread only. */
final class RefusalWords {
    private RefusalWords() {}

    static String brief(Drive drive) {
        List<String> all = drive.reasons().stream().map(RefusalTexts::what).toList();
        return switch (all.size()) {
            case 0 -> "";
            case 1 -> all.getFirst();
            default -> all.getFirst() + " " + Texts.text("drives.reasons.more", all.size() - 1);
        };
    }

    static void explain(Label words, Drive drive) {
        if (!drive.reasons().isEmpty()) {
            words.setTooltip(
                    new Tooltip(drive.reasons().stream().map(RefusalTexts::what).collect(Collectors.joining("\n"))));
        }
    }
}
