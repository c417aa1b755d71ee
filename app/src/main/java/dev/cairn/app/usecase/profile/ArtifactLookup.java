package dev.cairn.app.usecase.profile;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.library.Artifact;
import dev.cairn.app.domain.library.ArtifactRepository;
import dev.cairn.app.domain.library.ArtifactStore;
import dev.cairn.app.domain.profile.Layer;
import dev.cairn.app.domain.profile.ParsedProfile;
import dev.cairn.app.domain.profile.ProfileFinding;
import dev.cairn.app.domain.profile.ProfilePlace;
import java.util.List;
import java.util.Optional;

/** Finds the artifact that a layer names, or says why it cannot. */
public final class ArtifactLookup {
    private final ArtifactRepository artifacts;
    private final ArtifactStore store;

    public ArtifactLookup(ArtifactRepository artifacts, ArtifactStore store) {
        this.artifacts = artifacts;
        this.store = store;
    }

    /** An artifact, or what is wrong. */
    public record Answer(Optional<Artifact> artifact, Optional<ProfileFinding> finding) {}

    public Answer resolve(Layer layer, int index, ParsedProfile parsed) {
        if (layer.artifact().isEmpty()) {
            return new Answer(Optional.empty(), Optional.empty());
        }
        String path = "layers[" + index + "].";
        String digest = layer.digest();
        if (layer.artifact().startsWith("sha256:") && !Digest.isDigest(layer.artifact())) {
            return wrong(AppProblem.PROFILE_DIGEST_MALFORMED, path + "artifact", layer.artifact(), index, parsed);
        }
        if (digest != null && !(digest.startsWith("sha256:") && Digest.isDigest(digest))) {
            return wrong(AppProblem.PROFILE_DIGEST_MALFORMED, path + "digest", digest, index, parsed);
        }
        return chosen(layer, index, path, parsed);
    }

    private Answer chosen(Layer layer, int index, String path, ParsedProfile parsed) {
        List<Artifact> named = layer.artifact().startsWith("sha256:")
                ? artifacts.find(Digest.parse(layer.artifact())).stream().toList()
                : artifacts.named(layer.artifact());
        String digest = layer.digest();
        if (digest != null && !named.isEmpty()) {
            Digest wanted = Digest.parse(digest);
            named = named.stream()
                    .filter(found -> found.digest().equals(wanted))
                    .toList();
            if (named.isEmpty()) {
                return wrong(AppProblem.PROFILE_DIGEST_MISMATCH, path + "digest", digest, index, parsed);
            }
        }
        if (named.isEmpty() || !store.has(named.getFirst().digest())) {
            return wrong(AppProblem.PROFILE_ARTIFACT_MISSING, path + "artifact", layer.artifact(), index, parsed);
        }
        if (named.size() > 1) {
            return wrong(AppProblem.PROFILE_ARTIFACT_AMBIGUOUS, path + "artifact", layer.artifact(), index, parsed);
        }
        Artifact artifact = named.getFirst();
        if (!artifact.kind().fits(layer.kind())) {
            return wrong(
                    AppProblem.PROFILE_ARTIFACT_KIND,
                    path + "artifact",
                    artifact.kind().word(),
                    index,
                    parsed);
        }
        return new Answer(Optional.of(artifact), Optional.empty());
    }

    private static Answer wrong(AppProblem code, String path, String value, int layer, ParsedProfile parsed) {
        ProfilePlace at = parsed.place(path);
        Problem problem = Problem.of(code, "validate", path, "value", value, "line", at.line(), "column", at.column());
        return new Answer(
                Optional.empty(), Optional.of(new ProfileFinding(problem, path, at.line(), at.column(), layer)));
    }
}
