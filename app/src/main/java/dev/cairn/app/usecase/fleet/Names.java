package dev.cairn.app.usecase.fleet;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import java.util.regex.Pattern;

/** What names may look like, so that they are safe in terminals, dialogs and files. */
public final class Names {
    private static final int LONGEST = 80;
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private Names() {}

    /** The stripped name, or a problem: it must be 1 to 80 characters without control characters. */
    public static String check(String field, String name) {
        String stripped = name.strip();
        boolean clean = stripped.codePoints().noneMatch(Names::unsafe);
        if (stripped.isEmpty() || stripped.length() > LONGEST || !clean) {
            throw ProblemException.of(AppProblem.NAME_INVALID, "check", field, "value", printable(stripped));
        }
        return stripped;
    }

    /** A host name of one label (RFC 1123 section 2.1), or a problem. */
    public static String checkHost(String name) {
        if (!HOST.matcher(name).matches()) {
            throw ProblemException.of(AppProblem.NAME_INVALID, "check", "host name", "value", printable(name));
        }
        return name;
    }

    /** A host name label made of any text. */
    public static String hostLabel(String text) {
        String label = text.toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        String cut = label.length() > 50 ? label.substring(0, 50).replaceAll("-+$", "") : label;
        return cut.isEmpty() ? "site" : cut;
    }

    private static boolean unsafe(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }

    private static String printable(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(point -> out.appendCodePoint(unsafe(point) ? '?' : point));
        return out.toString();
    }
}
