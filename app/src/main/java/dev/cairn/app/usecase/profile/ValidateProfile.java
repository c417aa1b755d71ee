package dev.cairn.app.usecase.profile;

import dev.cairn.app.domain.library.Artifact;
import dev.cairn.app.domain.library.ArtifactKind;
import dev.cairn.app.domain.profile.ParsedProfile;
import dev.cairn.app.domain.profile.ProfileDraft;
import dev.cairn.app.domain.profile.ProfileFinding;
import dev.cairn.app.domain.profile.ProfileFormat;
import dev.cairn.app.domain.profile.ProfileVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what is wrong with a profile file, where, and whether a release can be made of it. Stores nothing. */
public final class ValidateProfile {
    private final ProfileFormat format;
    private final ArtifactLookup lookup;
    private final ProfileCluster cluster = new ProfileCluster();

    public ValidateProfile(ProfileFormat format, ArtifactLookup lookup) {
        this.format = format;
        this.lookup = lookup;
    }

    public ProfileVerdict run(String yaml) {
        ParsedProfile parsed = format.parse(yaml);
        ProfileDraft draft = parsed.draft();
        if (draft == null) {
            return new ProfileVerdict(null, parsed.findings(), 0, 0, 0);
        }
        List<ProfileFinding> findings = new ArrayList<>(parsed.findings());
        ProfileStack.check(draft, parsed, findings);
        int present = 0;
        long bytes = 0;
        Optional<String> kubernetes = Optional.empty();
        ProfileContent content = new ProfileContent(parsed, findings);
        for (int i = 0; i < draft.layers().size(); i++) {
            ArtifactLookup.Answer answer = lookup.resolve(draft.layers().get(i), i, parsed);
            answer.finding().ifPresent(findings::add);
            if (answer.artifact().isPresent()) {
                present++;
                bytes += answer.artifact().get().bytes();
                content.check(draft.layers().get(i), i, answer.artifact().get());
                kubernetes = kubernetes.or(() -> version(answer.artifact().get()));
            }
        }
        cluster.check(draft, parsed, kubernetes, findings);
        return new ProfileVerdict(draft, findings, draft.layers().size(), present, bytes);
    }

    /** What the import found in a k3s; nothing for other artifacts. */
    private static Optional<String> version(Artifact artifact) {
        return artifact.kind() == ArtifactKind.KUBERNETES
                ? Optional.ofNullable(artifact.details().get("version"))
                : Optional.empty();
    }
}
