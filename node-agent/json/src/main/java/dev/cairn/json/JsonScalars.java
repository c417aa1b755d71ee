package dev.cairn.json;

import java.math.BigInteger;

/** Numbers and booleans in the Java type that is asked for, never another value than the text's. Stateless. */
final class JsonScalars {
    private JsonScalars() {}

    static Object of(Object json, Class<?> type) {
        if (type == long.class || type == Long.class) {
            return integer(json, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        if (type == int.class || type == Integer.class) {
            return (int) integer(json, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        if (type == short.class || type == Short.class) {
            return (short) integer(json, Short.MIN_VALUE, Short.MAX_VALUE);
        }
        if (type == double.class || type == Double.class) {
            return fraction(json);
        }
        if (type == boolean.class || type == Boolean.class) {
            if (json instanceof Boolean truth) {
                return truth;
            }
            throw new JsonException("it is neither true nor false");
        }
        throw new IllegalArgumentException("no JSON for " + type.getName());
    }

    /** What stands for a part that is not there. */
    static Object absent(Class<?> primitive) {
        if (primitive == boolean.class) {
            return false;
        }
        return of(0L, primitive);
    }

    private static long integer(Object json, long least, long most) {
        if (json instanceof Long number && number >= least && number <= most) {
            return number;
        }
        throw new JsonException(
                json instanceof Long || json instanceof BigInteger ? "the number is out of range" : "it is no integer");
    }

    private static double fraction(Object json) {
        return switch (json) {
            case Number number -> number.doubleValue();
            // As Jackson writes what has no number in JSON.
            case String text when text.equals("NaN") -> Double.NaN;
            case String text when text.equals("Infinity") -> Double.POSITIVE_INFINITY;
            case String text when text.equals("-Infinity") -> Double.NEGATIVE_INFINITY;
            default -> throw new JsonException("it is no number");
        };
    }
}
