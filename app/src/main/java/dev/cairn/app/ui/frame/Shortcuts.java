package dev.cairn.app.ui.frame;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** The keys that work everywhere. FX thread only. */
final class Shortcuts {
    private final Frame frame;

    Shortcuts(Frame frame) {
        this.frame = frame;
    }

    void onKey(KeyEvent event) {
        if (event.getCode() == KeyCode.F1) {
            frame.help();
        } else if (event.isShortcutDown() && event.getCode() == KeyCode.K) {
            frame.openPalette();
        } else if (event.isShortcutDown() && event.getCode() == KeyCode.L) {
            frame.switchTheme();
        } else if (event.isShortcutDown() && event.getCode().isDigitKey()) {
            int digit = event.getCode().ordinal() - KeyCode.DIGIT0.ordinal();
            Place[] places = Place.values();
            frame.goTo(places[digit == 0 ? places.length - 1 : Math.min(digit - 1, places.length - 1)]);
        } else {
            return;
        }
        event.consume();
    }
}
