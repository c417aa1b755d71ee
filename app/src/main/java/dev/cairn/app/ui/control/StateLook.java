package dev.cairn.app.ui.control;

import dev.cairn.app.ui.theme.Icon;

/** How a state looks: a tone (colour class), an icon and a word; never colour alone. */
public record StateLook(Tone tone, Icon icon, String word) {
    /** The colours of states; offline is grey and normal, green only for what was seen healthy. */
    public enum Tone {
        HEALTHY("tone-healthy"),
        ATTENTION("tone-attention"),
        BROKEN("tone-broken"),
        OFFLINE("tone-offline"),
        INFO("tone-info");

        private final String styleClass;

        Tone(String styleClass) {
            this.styleClass = styleClass;
        }

        /** The class of the style sheet. */
        public String styleClass() {
            return styleClass;
        }
    }
}
