package dev.cairn.app.usecase.library;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.domain.library.ReleaseRepository;
import java.util.List;
import java.util.Optional;

/** Lists releases and finds one. */
public final class ListReleases {
    private final ReleaseRepository releases;

    public ListReleases(ReleaseRepository releases) {
        this.releases = releases;
    }

    /** All releases, newest first. */
    public List<Release> all() {
        return releases.all();
    }

    public Optional<Release> byDigest(Digest digest) {
        return releases.find(digest);
    }

    /** Finds a digest, the beginning of one, {@code profile} (its newest release) or {@code profile@version}. */
    public Release find(String reference) {
        String prefix = reference.startsWith("sha256:") ? reference.substring(7) : reference;
        List<Release> all = all();
        List<Release> byDigest = all.stream()
                .filter(release ->
                        prefix.length() >= 6 && release.digest().hex().startsWith(prefix))
                .toList();
        if (byDigest.size() > 1) {
            throw ProblemException.of(AppProblem.RELEASE_AMBIGUOUS, "find", reference, "count", byDigest.size());
        }
        return byDigest.stream()
                .findFirst()
                .or(() -> all.stream()
                        .filter(release -> release.profile().equals(reference)
                                || (release.profile() + "@" + release.version()).equals(reference))
                        .findFirst())
                .orElseThrow(() -> ProblemException.of(AppProblem.RELEASE_UNKNOWN, "find", reference));
    }
}
