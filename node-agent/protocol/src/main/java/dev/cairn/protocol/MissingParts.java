package dev.cairn.protocol;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refuses records that came from outside without a part that is not marked {@link Nullable}, at any depth. */
final class MissingParts {
    private static final ClassValue<List<Part>> PARTS = new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents()).map(Part::of).toList();
        }
    };

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
        for (Part component : PARTS.get(record.getClass())) {
            Object part = component.of(record);
            if (part != null) {
                refuse(part);
            } else if (component.isNeeded()) {
                throw new IllegalArgumentException(component.name() + " is missing");
            }
        }
    }

    /** A component of a record; to find these out anew for each of thousands of records takes longer than to read the JSON. */
    private record Part(String name, Method accessor, boolean isNeeded) {
        static Part of(RecordComponent component) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            boolean isNeeded = !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            return new Part(component.getName(), accessor, isNeeded);
        }

        @Nullable
        Object of(Record record) {
            try {
                return accessor.invoke(record);
            } catch (IllegalAccessException | InvocationTargetException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
