package dev.cairn.app.domain;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One error, in the shape it keeps from the deepest layer to the screen.
 *
 * @param code stable word path, for example {@code profile.layer-missing}; its texts are in {@code resources/i18n}
 * @param phase what was being done
 * @param element what it concerns: a path, a digest, a node, a place in a file
 * @param arguments values that the texts name
 */
public record Problem(String code, String phase, String element, Map<String, String> arguments) {
    public Problem {
        arguments = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    }

    /** A problem of this app; {@code arguments} are names and values in turn. */
    public static Problem of(AppProblem code, String phase, Object element, Object... arguments) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            named.put(arguments[i].toString(), arguments[i + 1].toString());
        }
        return new Problem(code.code(), phase, element.toString(), named);
    }

    /** Whether this is the problem that {@code expected} names. */
    public boolean is(AppProblem expected) {
        return code.equals(expected.code());
    }
}
