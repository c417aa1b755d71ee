package dev.cairn.app.ui.text;

import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** Looks up the texts of the desktop app in {@code resources/i18n/messages.properties}; thread-safe. */
public final class Texts {
    private static final ResourceBundle BUNDLE =
            ResourceBundle.getBundle("dev.cairn.resources.i18n.messages", Locale.ROOT);

    private Texts() {}

    /** The text of a key, with {@code {0}}, {@code {1}}… replaced by the arguments; an unknown key is shown as it is. */
    public static String text(String key, Object... arguments) {
        String pattern;
        try {
            pattern = BUNDLE.getString(key);
        } catch (MissingResourceException missing) {
            return "[" + key + "]";
        }
        for (int i = 0; i < arguments.length; i++) {
            pattern = pattern.replace("{" + i + "}", String.valueOf(arguments[i]));
        }
        return pattern;
    }

    /** The text for a number of things: {@code key.one} for exactly one, else {@code key.many}; {@code {0}} is the number. */
    public static String count(String key, long number) {
        return text(number == 1 ? key + ".one" : key + ".many", Numbers.whole(number));
    }

    /** The word for an enum constant, kept under {@code EnumName.CONSTANT}. */
    public static String word(Enum<?> constant) {
        return text(constant.getDeclaringClass().getSimpleName() + "." + constant.name());
    }
}
