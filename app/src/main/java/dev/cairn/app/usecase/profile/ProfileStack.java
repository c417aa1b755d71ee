package dev.cairn.app.usecase.profile;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.profile.Layer;
import dev.cairn.app.domain.profile.LayerKind;
import dev.cairn.app.domain.profile.ParsedProfile;
import dev.cairn.app.domain.profile.ProfileDraft;
import dev.cairn.app.domain.profile.ProfileFinding;
import dev.cairn.app.domain.profile.ProfilePlace;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Judges the stack as a whole: required layers, layers that may stand only once, names that must differ. */
final class ProfileStack {
    private ProfileStack() {}

    static void check(ProfileDraft draft, ParsedProfile parsed, List<ProfileFinding> findings) {
        Set<LayerKind> kinds = EnumSet.noneOf(LayerKind.class);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < draft.layers().size(); i++) {
            Layer layer = draft.layers().get(i);
            boolean first = kinds.add(layer.kind());
            boolean unnamed = !layer.name().isEmpty() && !names.add(layer.kind() + " " + layer.name());
            if ((!first && layer.kind().single()) || unnamed) {
                String place = "layers[" + i + "]";
                findings.add(finding(AppProblem.PROFILE_LAYER_DUPLICATE, place, parsed, i, layer.kind()));
            }
        }
        for (LayerKind kind : LayerKind.values()) {
            boolean unread = parsed.findings().stream().anyMatch(found -> found.layer() >= 0);
            if (kind.required() && !kinds.contains(kind) && !unread) {
                findings.add(finding(AppProblem.PROFILE_LAYER_MISSING, "layers", parsed, -1, kind));
            }
        }
    }

    private static ProfileFinding finding(
            AppProblem code, String place, ParsedProfile parsed, int layer, LayerKind kind) {
        ProfilePlace at = parsed.place(place);
        Problem problem =
                Problem.of(code, "validate", place, "kind", kind.word(), "line", at.line(), "column", at.column());
        return new ProfileFinding(problem, place, at.line(), at.column(), layer);
    }
}
