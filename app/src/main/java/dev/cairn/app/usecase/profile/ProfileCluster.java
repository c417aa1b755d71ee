package dev.cairn.app.usecase.profile;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.profile.ClusterPlan;
import dev.cairn.app.domain.profile.ClusterSetting;
import dev.cairn.app.domain.profile.Layer;
import dev.cairn.app.domain.profile.LayerKind;
import dev.cairn.app.domain.profile.ParsedProfile;
import dev.cairn.app.domain.profile.ProfileDraft;
import dev.cairn.app.domain.profile.ProfileFinding;
import dev.cairn.app.domain.profile.ProfilePlace;
import dev.cairn.app.domain.profile.SettingFault;
import java.util.List;
import java.util.Optional;

/** Judges what a profile says of its cluster: each setting, all of them together, and whether this version of k3s has the options. */
final class ProfileCluster {
    private final K3sOptions options = K3sOptions.load();

    /** {@code found} is the version that the Kubernetes artifact is known to have. */
    void check(ProfileDraft draft, ParsedProfile parsed, Optional<String> found, List<ProfileFinding> findings) {
        ClusterPlan plan = ClusterPlan.of(draft.layers().stream()
                .map(layer -> new ClusterPlan.Words(layer.kind(), layer.settings()))
                .toList());
        plan.faults().forEach(fault -> findings.add(finding(fault, parsed)));
        for (int i = 0; i < draft.layers().size(); i++) {
            Layer layer = draft.layers().get(i);
            if (layer.kind() == LayerKind.KUBERNETES && plan.faults().isEmpty()) {
                checkVersion(layer, i, parsed, found, findings);
            }
        }
    }

    private void checkVersion(
            Layer layer, int index, ParsedProfile parsed, Optional<String> found, List<ProfileFinding> findings) {
        Optional<String> said = Optional.ofNullable(layer.settings().get(ClusterSetting.VERSION.word()));
        Optional<String> version = said.or(() -> found);
        if (version.isPresent() && !options.supports(version.get())) {
            String place = "layers[" + index + "]" + (said.isPresent() ? ".settings.version" : ".artifact");
            ProfilePlace at = parsed.place(place);
            Problem problem = Problem.of(
                    AppProblem.PROFILE_KUBERNETES_VERSION,
                    "validate",
                    place,
                    "value",
                    version.get(),
                    "known",
                    String.join(", ", options.supported()),
                    "line",
                    at.line(),
                    "column",
                    at.column());
            findings.add(new ProfileFinding(problem, place, at.line(), at.column(), index));
            return;
        }
        layer.settings()
                .forEach((word, value) -> ClusterSetting.ofWord(word)
                        .flatMap(ClusterSetting::option)
                        .filter(option -> !options.knows(version.orElse(options.oldest()), option))
                        .map(option -> new SettingFault(
                                index,
                                word,
                                value,
                                "nothing, as k3s " + version.orElse(options.oldest()) + " does not know it"))
                        .ifPresent(fault -> findings.add(finding(fault, parsed))));
    }

    private static ProfileFinding finding(SettingFault fault, ParsedProfile parsed) {
        String place = "layers[" + fault.layer() + "].settings." + fault.setting();
        ProfilePlace at = parsed.place(place);
        Problem problem = Problem.of(
                AppProblem.PROFILE_FIELD_INVALID,
                "validate",
                place,
                "value",
                fault.value(),
                "allowed",
                fault.allowed(),
                "line",
                at.line(),
                "column",
                at.column());
        return new ProfileFinding(problem, place, at.line(), at.column(), fault.layer());
    }
}
