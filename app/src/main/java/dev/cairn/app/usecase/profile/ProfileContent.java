package dev.cairn.app.usecase.profile;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.library.Artifact;
import dev.cairn.app.domain.library.ArtifactKind;
import dev.cairn.app.domain.profile.Layer;
import dev.cairn.app.domain.profile.ParsedProfile;
import dev.cairn.app.domain.profile.ProfileFinding;
import dev.cairn.app.domain.profile.ProfilePlace;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Judges layers that become content: names that Kubernetes takes, settings that a chart can have. For one profile, by one thread. */
final class ProfileContent {
    private static final String NAMESPACE = "namespace";
    private static final String SET = "set.";
    /** A DNS label (RFC 1123), and short enough for the names that Helm makes of it. */
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,51}[a-z0-9])?");

    private static final Pattern VALUE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*(?:[.\\[][A-Za-z0-9_-]+]?)*");

    private final ParsedProfile parsed;
    private final List<ProfileFinding> findings;
    private final Set<String> objects = new HashSet<>();

    ProfileContent(ParsedProfile parsed, List<ProfileFinding> findings) {
        this.parsed = parsed;
        this.findings = findings;
    }

    void check(Layer layer, int index, Artifact artifact) {
        if (layer.kind().infrastructure()) {
            return;
        }
        boolean chart = artifact.kind() == ArtifactKind.CHART;
        if (artifact.kind() != ArtifactKind.IMAGES) {
            if (!LABEL.matcher(layer.name()).matches()) {
                wrong(
                        index,
                        "name",
                        layer.name(),
                        "a-z 0-9 -, at most 53, as Kubernetes names the chart or its objects so");
            } else if (!objects.add(layer.name())) {
                wrong(index, "name", layer.name(), "a name that no other chart or manifest of this profile has");
            }
        }
        layer.settings().forEach((name, value) -> {
            String place = "settings." + name;
            if (!chart) {
                wrong(index, place, value, "no settings: only a chart takes some");
            } else if (name.equals(NAMESPACE)) {
                if (!LABEL.matcher(value).matches()) {
                    wrong(index, place, value, "a-z 0-9 -, as Kubernetes names namespaces");
                }
            } else if (!name.startsWith(SET)
                    || !VALUE_NAME.matcher(name.substring(SET.length())).matches()) {
                wrong(index, place, value, "namespace, or set. and the name of one of the chart's values");
            }
        });
    }

    private void wrong(int index, String field, String value, String allowed) {
        String place = "layers[" + index + "]." + field;
        ProfilePlace at = parsed.place(place);
        Problem problem = Problem.of(
                AppProblem.PROFILE_FIELD_INVALID,
                "validate",
                place,
                "value",
                value,
                "allowed",
                allowed,
                "line",
                at.line(),
                "column",
                at.column());
        findings.add(new ProfileFinding(problem, place, at.line(), at.column(), index));
    }
}
