package dev.cairn.app.usecase.profile;

import dev.cairn.app.domain.profile.Layer;
import dev.cairn.app.domain.profile.ProfileVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Says in which layers two profile versions differ. */
public final class DiffProfiles {
    /** One difference: what stood there before and after; empty for nothing. */
    public record Difference(String place, String before, String after) {}

    public List<Difference> run(ProfileVersion before, ProfileVersion after) {
        Map<String, String> left = flat(before);
        Map<String, String> right = flat(after);
        TreeSet<String> places = new TreeSet<>(left.keySet());
        places.addAll(right.keySet());
        List<Difference> found = new ArrayList<>();
        for (String place : places) {
            String was = left.getOrDefault(place, "");
            String is = right.getOrDefault(place, "");
            if (!was.equals(is)) {
                found.add(new Difference(place, was, is));
            }
        }
        return found;
    }

    private static Map<String, String> flat(ProfileVersion version) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("description", version.draft().description());
        for (Layer layer : version.draft().layers()) {
            String place = layer.kind().word() + " " + layer.name();
            values.put(place + " artifact", layer.artifact());
            String digest = layer.digest();
            values.put(place + " digest", digest == null ? "" : digest);
            layer.settings().forEach((name, value) -> values.put(place + " " + name, value));
        }
        return values;
    }
}
