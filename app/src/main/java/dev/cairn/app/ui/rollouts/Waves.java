package dev.cairn.app.ui.rollouts;

import java.util.ArrayList;
import java.util.List;

/** Divides things into waves of given sizes; what is left over goes into a last wave. Pure. */
final class Waves {
    private Waves() {}

    /** Reads sizes such as {@code 1, 5, 25}; anything that is no positive number is left out. */
    static List<Integer> sizes(String text) {
        List<Integer> sizes = new ArrayList<>();
        for (String part : text.split("[^0-9]+")) {
            if (!part.isEmpty() && part.length() < 7 && Integer.parseInt(part) > 0) {
                sizes.add(Integer.parseInt(part));
            }
        }
        return sizes;
    }

    static <T> List<List<T>> divide(List<T> all, List<Integer> sizes) {
        List<List<T>> waves = new ArrayList<>();
        int from = 0;
        for (int size : sizes) {
            if (from >= all.size()) {
                break;
            }
            int to = Math.min(all.size(), from + size);
            waves.add(List.copyOf(all.subList(from, to)));
            from = to;
        }
        if (from < all.size()) {
            waves.add(List.copyOf(all.subList(from, all.size())));
        }
        return waves;
    }
}
