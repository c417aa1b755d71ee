package dev.cairn.image.squashfs;

import java.util.LinkedHashMap;
import java.util.Map;

/** User and group ids; inodes name them by their place here. Belongs to one thread. */
final class IdTable {
    private final Map<Integer, Integer> places = new LinkedHashMap<>();

    int place(int id) {
        Integer place = places.computeIfAbsent(id, key -> places.size());
        if (place > 0xffff) {
            throw new IllegalStateException("more than 65536 different owners");
        }
        return place;
    }

    int size() {
        return places.size();
    }

    byte[] records() {
        LittleEndian table = new LittleEndian(places.size() * 4);
        places.keySet().forEach(table::u32);
        return table.toBytes();
    }
}
