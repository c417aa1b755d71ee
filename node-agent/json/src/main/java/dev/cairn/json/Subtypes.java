package dev.cairn.json;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Arrays;
import java.util.Optional;

/** Which of several records a value is stands in a field of its own ({@link JsonTypeInfo} by name, on the interface of them all). Stateless. */
final class Subtypes {
    private static final ClassValue<Optional<Name>> NAMES = new ClassValue<>() {
        @Override
        protected Optional<Name> computeValue(Class<?> type) {
            return Arrays.stream(type.getInterfaces())
                    .filter(Subtypes::areNamed)
                    .flatMap(all -> Arrays.stream(
                                    all.getAnnotation(JsonSubTypes.class).value())
                            .filter(each -> each.value() == type)
                            .map(each -> new Name(property(all), each.name())))
                    .findFirst();
        }
    };

    private Subtypes() {}

    /** What a record is called, and in which field. */
    record Name(String property, String name) {}

    static boolean areNamed(Class<?> type) {
        return type.isInterface() && type.isAnnotationPresent(JsonTypeInfo.class);
    }

    static Optional<Name> nameOf(Class<?> type) {
        return NAMES.get(type);
    }

    /** The field that names the record. */
    static String property(Class<?> all) {
        return all.getAnnotation(JsonTypeInfo.class).property();
    }

    static Class<?> named(Class<?> all, Object name) {
        return Arrays.stream(all.getAnnotation(JsonSubTypes.class).value())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new JsonException(property(all) + " names nothing that is known"))
                .value();
    }
}
