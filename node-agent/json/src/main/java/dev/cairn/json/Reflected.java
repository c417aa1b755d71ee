package dev.cairn.json;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Calls by reflection; what the called code throws is what a value is refused for. Stateless. */
final class Reflected {
    private Reflected() {}

    /** The same one, callable though its class is not public. */
    static <T extends AccessibleObject> T opened(T member) {
        member.setAccessible(true);
        return member;
    }

    static @Nullable Object call(Method method, @Nullable Object target, @Nullable Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException refused) {
            throw refusal(refused);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Makes a value by a constructor or a static method. */
    static @Nullable Object make(Executable creator, @Nullable Object[] arguments) {
        if (creator instanceof Method method) {
            return call(method, null, arguments);
        }
        try {
            return ((Constructor<?>) creator).newInstance(arguments);
        } catch (InvocationTargetException refused) {
            throw refusal(refused);
        } catch (IllegalAccessException | InstantiationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static JsonException refusal(InvocationTargetException refused) {
        Throwable cause = refused.getCause();
        if (cause instanceof Error broken) {
            throw broken;
        }
        return new JsonException(cause == null ? "it is refused" : String.valueOf(cause.getMessage()), cause);
    }
}
