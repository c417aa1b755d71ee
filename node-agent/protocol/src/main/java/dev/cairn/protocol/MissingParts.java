package dev.cairn.protocol;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refuses records that came from outside without a part that is not marked {@link Nullable}, at any depth. */
final class MissingParts {
    private MissingParts() {}

    static void refuse(Object value) {
        switch (value) {
            case Record record -> refuseIn(record);
            case List<?> list -> list.forEach(MissingParts::refuse);
            case Map<?, ?> map -> map.values().forEach(MissingParts::refuse);
            default -> {}
        }
    }

    private static void refuseIn(Record record) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object part = part(record, component.getAccessor());
            if (part != null) {
                refuse(part);
            } else if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                throw new IllegalArgumentException(component.getName() + " is missing");
            }
        }
    }

    private static @Nullable Object part(Record record, Method accessor) {
        try {
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
