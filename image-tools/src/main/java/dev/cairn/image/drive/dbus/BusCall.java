package dev.cairn.image.drive.dbus;

import java.util.Map;
import java.util.TreeMap;

/**
 * A method call. Immutable.
 *
 * @param destination the service's name on the bus
 * @param path the object
 * @param type the interface
 * @param signature of the arguments
 */
public record BusCall(
        String destination, String path, String type, String member, String signature, BodyWriter arguments) {
    Map<Integer, Object> fields() {
        Map<Integer, Object> fields = new TreeMap<>(Map.of(
                Message.DESTINATION, destination,
                Message.PATH, path,
                Message.INTERFACE, type,
                Message.MEMBER, member));
        if (!signature.isEmpty()) {
            fields.put(Message.SIGNATURE, signature);
        }
        return fields;
    }
}
