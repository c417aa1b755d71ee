package dev.cairn.image.drive.dbus;

import java.io.IOException;
import java.util.List;

/**
 * What a method call returned. Immutable.
 *
 * @param values texts and paths as String, numbers and indexes of descriptors as Long, arrays as lists, dictionaries as maps
 * @param descriptors belong to the caller
 */
public record BusReply(List<Object> values, List<Integer> descriptors) {
    public BusReply {
        values = List.copyOf(values);
        descriptors = List.copyOf(descriptors);
    }

    /** The value at this place; throws where the service answered something else. */
    public <T> T value(int index, Class<T> type) throws IOException {
        if (index >= values.size() || !type.isInstance(values.get(index))) {
            throw new IOException("an unexpected answer on the bus: " + values);
        }
        return type.cast(values.get(index));
    }

    /** The descriptor that the value at this place is the index of. */
    public int descriptor(int index) throws IOException {
        long place = value(index, Long.class);
        if (place >= descriptors.size()) {
            throw new IOException("an answer on the bus lacks its descriptor");
        }
        return descriptors.get((int) place);
    }
}
