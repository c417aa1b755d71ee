package dev.cairn.app.ui.frame;

import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;

/** The places of the left rail, in its order. */
public enum Place {
    OVERVIEW(Icon.OVERVIEW),
    SITES(Icon.SITES),
    NODES(Icon.NODES),
    PROFILES(Icon.PROFILES),
    LIBRARY(Icon.LIBRARY),
    DRIVES(Icon.DRIVES),
    ROLLOUTS(Icon.ROLLOUTS),
    TELEMETRY(Icon.TELEMETRY),
    ACTIVITY(Icon.ACTIVITY),
    SETTINGS(Icon.SETTINGS);

    private final Icon icon;

    Place(Icon icon) {
        this.icon = icon;
    }

    /** Its picture. */
    public Icon icon() {
        return icon;
    }

    /** Its name. */
    public String label() {
        return Texts.word(this);
    }
}
