package dev.cairn.image.squashfs;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import java.util.LinkedHashMap;
import java.util.Map;

/** User and group ids; inodes name them by their place here. Belongs to one thread. */
final class IdTable {
    /** The superblock counts them in 16 bits. */
    private static final int MAX = 0xffff;

    private final Map<Integer, Integer> places = new LinkedHashMap<>();

    int place(int id) {
        Integer place = places.computeIfAbsent(id, key -> places.size());
        if (place >= MAX) {
            throw new ImageException(
                    ImageProblem.SQUASHFS_LIMIT,
                    "squashfs",
                    "owners",
                    Map.of("reason", "more than " + MAX + " different user and group ids"));
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
