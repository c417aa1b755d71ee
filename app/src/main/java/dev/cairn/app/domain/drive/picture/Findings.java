package dev.cairn.app.domain.drive.picture;

import dev.cairn.app.domain.drive.Drive.Reason;
import dev.cairn.app.domain.drive.Drive.Refusal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Collects what speaks against one drive: one reason per code, each with all places where it was seen. One thread. */
final class Findings {
    private static final int PLACES = 4;

    private final Map<Refusal, Set<String>> places = new EnumMap<>(Refusal.class);
    private final Set<String> mounts = new TreeSet<>();

    void add(Refusal refusal, String place) {
        Set<String> seen = places.computeIfAbsent(refusal, any -> new TreeSet<>());
        if (!place.isEmpty()) {
            seen.add(place);
        }
    }

    void add(Refusal refusal, String what, String block) {
        add(refusal, what.isEmpty() ? block : what + " on " + block);
    }

    void unmount(String mountPoint) {
        mounts.add(mountPoint);
    }

    List<Reason> reasons() {
        List<Reason> reasons = new ArrayList<>();
        places.forEach((refusal, seen) -> reasons.add(new Reason(refusal, words(seen))));
        return reasons;
    }

    /** Nothing is unmounted of a drive that is never written. */
    List<String> unmounts() {
        return places.isEmpty() ? List.copyOf(mounts) : List.of();
    }

    private static String words(Set<String> seen) {
        List<String> all = List.copyOf(seen);
        return all.size() <= PLACES
                ? String.join(", ", all)
                : String.join(", ", all.subList(0, PLACES)) + " and " + (all.size() - PLACES) + " more";
    }
}
