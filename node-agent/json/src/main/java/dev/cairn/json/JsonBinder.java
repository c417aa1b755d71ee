package dev.cairn.json;

import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values of a Java type from JSON as {@link JsonTree} has it. Nothing is taken for what it is not: no text for a number, no fraction for an
 * integer. Parts that are not there are null, 0 or false. Immutable.
 *
 * @param refusesUnknown whether a field is refused that the record has no part for
 */
record JsonBinder(boolean refusesUnknown) {
    @Nullable
    Object bind(@Nullable Object json, Type type) {
        return switch (type) {
            case Class<?> plain -> bind(json, plain);
            case ParameterizedType generic -> bind(json, generic);
            case WildcardType wild -> bind(json, wild.getUpperBounds()[0]);
            default -> throw new IllegalArgumentException("no JSON for " + type);
        };
    }

    private @Nullable Object bind(@Nullable Object json, Class<?> type) {
        if (json == null) {
            if (type.isPrimitive()) {
                throw new JsonException("null is no " + type);
            }
            return null;
        }
        if (type == Object.class) {
            return json;
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type) || type == Boolean.class) {
            return JsonScalars.of(json, type);
        }
        if (type == String.class) {
            return text(json);
        }
        if (type == UUID.class) {
            return uuid(text(json));
        }
        if (type.isEnum()) {
            return EnumShape.of(type).constant(text(json));
        }
        if (type.isRecord()) {
            return record(json, type);
        }
        if (type.isArray()) {
            return array(json, type.componentType());
        }
        if (Subtypes.areNamed(type)) {
            return named(json, type);
        }
        throw new IllegalArgumentException("no JSON for " + type.getName());
    }

    private @Nullable Object bind(@Nullable Object json, ParameterizedType type) {
        if (json == null) {
            return null;
        }
        Type[] arguments = type.getActualTypeArguments();
        if (type.getRawType() == Map.class) {
            Map<Object, @Nullable Object> map = new LinkedHashMap<>();
            object(json).forEach((name, value) -> map.put(key(name, arguments[0]), bind(value, arguments[1])));
            return map;
        }
        if (type.getRawType() == List.class || type.getRawType() == Set.class) {
            List<@Nullable Object> list = new ArrayList<>();
            elements(json).forEach(element -> list.add(bind(element, arguments[0])));
            return type.getRawType() == List.class ? list : new LinkedHashSet<>(list);
        }
        throw new IllegalArgumentException("no JSON for " + type);
    }

    private Object key(String name, Type type) {
        Object key = bind(name, type);
        if (key == null) {
            throw new JsonException("a name is none");
        }
        return key;
    }

    private @Nullable Object record(Object json, Class<?> type) {
        RecordShape shape = RecordShape.of(type);
        List<RecordShape.Input> inputs = shape.inputs();
        @Nullable Object[] arguments = new Object[inputs.size()];
        if (shape.isOneValue()) {
            arguments[0] = bind(json, inputs.getFirst().type());
            return Reflected.make(shape.creator(), arguments);
        }
        Map<String, @Nullable Object> fields = object(json);
        int taken = 0;
        for (int i = 0; i < arguments.length; i++) {
            RecordShape.Input input = inputs.get(i);
            if (fields.containsKey(input.name())) {
                taken++;
                arguments[i] = part(fields.get(input.name()), input);
            } else if (input.type() instanceof Class<?> plain && plain.isPrimitive()) {
                arguments[i] = JsonScalars.absent(plain);
            }
        }
        if (refusesUnknown && taken < fields.size()) {
            refuseUnknown(fields.keySet(), shape, type);
        }
        return Reflected.make(shape.creator(), arguments);
    }

    private @Nullable Object part(@Nullable Object json, RecordShape.Input input) {
        try {
            return bind(json, input.type());
        } catch (JsonException refused) {
            throw new JsonException(input.name() + ": " + refused.getMessage(), refused);
        }
    }

    private static void refuseUnknown(Set<String> names, RecordShape shape, Class<?> type) {
        for (String name : names) {
            boolean known = shape.ignored().contains(name)
                    || shape.inputs().stream().anyMatch(input -> input.name().equals(name))
                    || Subtypes.nameOf(type)
                            .filter(own -> own.property().equals(name))
                            .isPresent();
            if (!known) {
                throw new JsonException("unknown field " + name);
            }
        }
    }

    private @Nullable Object named(Object json, Class<?> all) {
        Object name = object(json).get(Subtypes.property(all));
        if (name == null) {
            throw new JsonException(Subtypes.property(all) + " is missing");
        }
        return record(json, Subtypes.named(all, name));
    }

    private Object array(Object json, Class<?> element) {
        if (element == byte.class) {
            return base64(text(json));
        }
        List<@Nullable Object> elements = elements(json);
        Object array = Array.newInstance(element, elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Array.set(array, i, bind(elements.get(i), element));
        }
        return array;
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException refused) {
            throw new JsonException("it is no base64", refused);
        }
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException refused) {
            throw new JsonException("it is no UUID", refused);
        }
    }

    private static String text(Object json) {
        if (json instanceof String text) {
            return text;
        }
        throw new JsonException("it is no text");
    }

    @SuppressWarnings("unchecked") // JsonTree makes no other maps.
    private static Map<String, @Nullable Object> object(Object json) {
        if (json instanceof Map<?, ?> fields) {
            return (Map<String, @Nullable Object>) fields;
        }
        throw new JsonException("it is no object");
    }

    @SuppressWarnings("unchecked") // JsonTree makes no other lists.
    private static List<@Nullable Object> elements(Object json) {
        if (json instanceof List<?> elements) {
            return (List<@Nullable Object>) elements;
        }
        throw new JsonException("it is no list");
    }
}
