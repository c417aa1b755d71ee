package dev.cairn.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words of an enum: what its {@link JsonValue} method says, else its name; read by its {@link JsonCreator} method, else by them. Immutable.
 *
 * @param words of each constant, by its place
 * @param constants by word
 * @param creator takes a word; null for none
 */
record EnumShape(
        String[] words,
        Map<String, Enum<?>> constants,
        @Nullable Method creator) {
    private static final ClassValue<EnumShape> SHAPES = new ClassValue<>() {
        @Override
        protected EnumShape computeValue(Class<?> type) {
            return read(type);
        }
    };

    static EnumShape of(Enum<?> constant) {
        return of(constant.getDeclaringClass());
    }

    static EnumShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    private static EnumShape read(Class<?> type) {
        Method teller = null;
        Method creator = null;
        for (Method method : type.getDeclaredMethods()) {
            if (method.isAnnotationPresent(JsonValue.class)) {
                teller = Reflected.opened(method);
            } else if (method.isAnnotationPresent(JsonCreator.class)) {
                creator = Reflected.opened(method);
            }
        }
        Object[] all = type.getEnumConstants();
        String[] words = new String[all.length];
        Map<String, Enum<?>> constants = HashMap.newHashMap(all.length);
        for (Object each : all) {
            Enum<?> constant = (Enum<?>) each;
            String word = teller == null ? constant.toString() : String.valueOf(Reflected.call(teller, constant));
            words[constant.ordinal()] = word;
            constants.put(word, constant);
        }
        return new EnumShape(words, constants, creator);
    }

    String word(Enum<?> constant) {
        return words[constant.ordinal()];
    }

    @Nullable
    Object constant(String word) {
        if (creator != null) {
            return Reflected.call(creator, null, word);
        }
        Enum<?> constant = constants.get(word);
        if (constant == null) {
            throw new JsonException("unknown word");
        }
        return constant;
    }
}
