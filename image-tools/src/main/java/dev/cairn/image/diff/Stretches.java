package dev.cairn.image.diff;

import dev.cairn.image.ImageException;
import dev.cairn.image.squashfs.SquashfsReader;
import dev.cairn.image.squashfs.StoredFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files and tables of a part by name and by place. Immutable once made. */
final class Stretches {
    /** A named stretch. */
    record Stretch(String name, long offset, long bytes) {
        long end() {
            return offset + bytes;
        }
    }

    private final TreeMap<Long, Stretch> byOffset = new TreeMap<>();
    private final Map<String, Stretch> byName = new HashMap<>();
    private final Map<String, Stretch> byLikeness = new HashMap<>();

    private Stretches(List<Stretch> all) {
        for (Stretch stretch : all) {
            byOffset.putIfAbsent(stretch.offset(), stretch);
            byName.putIfAbsent(stretch.name(), stretch);
            byLikeness.putIfAbsent(likeness(stretch.name()), stretch);
        }
    }

    /** Of what is not there. */
    static Stretches none() {
        return new Stretches(List.of());
    }

    static Stretches of(Part part) {
        List<Stretch> all = new ArrayList<>();
        if (part.name().equals(Part.ROOT)) {
            try (SquashfsReader root = SquashfsReader.open(part.bytes(), part.name())) {
                all.add(new Stretch("superblock", 0, 1));
                for (StoredFile file : root.storedFiles()) {
                    all.add(new Stretch("/" + file.path(), file.start(), file.bytes()));
                }
                all.add(new Stretch("tables", root.dataEnd(), part.length() - root.dataEnd()));
                all.sort(Comparator.comparingLong(Stretch::offset));
            } catch (ImageException unreadable) {
                // Then everything is compared place by place.
                all.clear();
            }
        }
        if (all.isEmpty()) {
            all.add(new Stretch(part.name(), 0, part.length()));
        }
        return new Stretches(all);
    }

    /** The stretch that holds a byte; what lies between two belongs to the lower one. */
    Stretch at(long offset) {
        return byOffset.floorEntry(offset).getValue();
    }

    /** Where the stretch behind the one at this byte begins. */
    Optional<Long> nextAfter(long offset) {
        return Optional.ofNullable(byOffset.higherKey(offset));
    }

    /** The stretch of the same name, or of one that differs in numbers only, such as a version. */
    Optional<Stretch> like(String name) {
        Stretch same = byName.get(name);
        return Optional.ofNullable(same == null ? byLikeness.get(likeness(name)) : same);
    }

    private static String likeness(String name) {
        return name.replaceAll("[0-9]+", "#");
    }
}
