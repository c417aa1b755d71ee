package dev.cairn.app.domain.profile;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What could be read of a profile file.
 *
 * @param draft null when the file is no profile at all
 * @param places where each path ({@code layers[1].artifact}) stands
 */
public record ParsedProfile(
        @Nullable ProfileDraft draft, List<ProfileFinding> findings, Map<String, ProfilePlace> places) {
    public ParsedProfile {
        findings = List.copyOf(findings);
        places = Map.copyOf(places);
    }

    /** Where {@code path} stands, or the nearest thing that contains it. */
    public ProfilePlace place(String path) {
        String at = path;
        while (!at.isEmpty()) {
            ProfilePlace place = places.get(at);
            if (place != null) {
                return place;
            }
            int cut = Math.max(at.lastIndexOf('.'), at.lastIndexOf('['));
            at = cut <= 0 ? "" : at.substring(0, cut);
        }
        return ProfilePlace.WHOLE;
    }
}
