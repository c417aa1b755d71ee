package dev.cairn.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a record stands in JSON; found out once for each class, since thousands of some are read at a time. Immutable.
 *
 * @param parts what is written, in order
 * @param inputs what is read, in the order in which the creator takes them
 * @param creator a constructor or a static method
 * @param ignored names that are passed over though nothing takes them
 * @param isOneValue whether its only part stands for it, without braces
 */
record RecordShape(List<Part> parts, List<Input> inputs, Executable creator, Set<String> ignored, boolean isOneValue) {
    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return read(type);
        }
    };

    /** A component as it is written. */
    record Part(String name, Method accessor) {
        @Nullable
        Object in(Record record) {
            return Reflected.call(accessor, record);
        }
    }

    /** What the creator takes. */
    record Input(String name, Type type) {}

    static RecordShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    private static RecordShape read(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        List<Part> parts = new ArrayList<>();
        List<Input> inputs = new ArrayList<>();
        boolean isOneValue = false;
        for (RecordComponent component : components) {
            Method accessor = Reflected.opened(component.getAccessor());
            isOneValue |= accessor.isAnnotationPresent(JsonValue.class);
            String name = name(accessor.getAnnotation(JsonProperty.class), component.getName());
            parts.add(new Part(name, accessor));
            inputs.add(new Input(name, component.getGenericType()));
        }
        Executable creator = constructor(type, components);
        for (Method method : type.getDeclaredMethods()) {
            if (method.isAnnotationPresent(JsonCreator.class)) {
                creator = method;
                inputs = Arrays.stream(method.getParameters())
                        .map(RecordShape::input)
                        .toList();
            }
        }
        JsonIgnoreProperties ignored = type.getAnnotation(JsonIgnoreProperties.class);
        return new RecordShape(
                List.copyOf(parts),
                List.copyOf(inputs),
                Reflected.opened(creator),
                ignored == null ? Set.of() : Set.of(ignored.value()),
                isOneValue);
    }

    private static Constructor<?> constructor(Class<?> type, RecordComponent[] components) {
        try {
            return type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Input input(Parameter parameter) {
        return new Input(
                name(parameter.getAnnotation(JsonProperty.class), parameter.getName()),
                parameter.getParameterizedType());
    }

    private static String name(@Nullable JsonProperty property, String otherwise) {
        return property == null ? otherwise : property.value();
    }
}
