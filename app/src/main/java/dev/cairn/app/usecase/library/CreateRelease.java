package dev.cairn.app.usecase.library;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.domain.library.ReleaseLayer;
import dev.cairn.app.domain.library.ReleaseRepository;
import dev.cairn.app.domain.profile.ClusterPlan;
import dev.cairn.app.domain.profile.Layer;
import dev.cairn.app.domain.profile.ParsedProfile;
import dev.cairn.app.domain.profile.ProfileDraft;
import dev.cairn.app.domain.profile.ProfileFinding;
import dev.cairn.app.domain.profile.ProfileFormat;
import dev.cairn.app.domain.profile.ProfileVersion;
import dev.cairn.app.usecase.profile.ArtifactLookup;
import dev.cairn.app.usecase.profile.Digests;
import dev.cairn.app.usecase.profile.ListProfiles;
import dev.cairn.protocol.ClusterSettings;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Resolves a profile version to exact artifact digests and proves that nothing is missing. */
public final class CreateRelease {
    private final Transactions transactions;
    private final ListProfiles profiles;
    private final ProfileFormat format;
    private final ArtifactLookup lookup;
    private final ReleaseRepository releases;
    private final ActivityLog activity;
    private final InstantSource clock;

    public CreateRelease(
            Transactions transactions,
            ListProfiles profiles,
            ProfileFormat format,
            ArtifactLookup lookup,
            ReleaseRepository releases,
            ActivityLog activity,
            InstantSource clock) {
        this.transactions = transactions;
        this.profiles = profiles;
        this.format = format;
        this.lookup = lookup;
        this.releases = releases;
        this.activity = activity;
        this.clock = clock;
    }

    /** Makes the release of {@code name} (the newest version) or {@code name@version}; an equal one is answered again. */
    public Release run(String profile) {
        ProfileVersion version = profiles.find(profile);
        List<ReleaseLayer> layers = resolve(version);
        String canonical = ReleaseForm.canonical(version, layers, cluster(version.draft()));
        Digest digest = Digests.of(canonical.getBytes(StandardCharsets.UTF_8));
        return transactions.inOne(() -> {
            Optional<Release> known = releases.find(digest);
            if (known.isPresent()) {
                return known.get();
            }
            Release release =
                    new Release(digest, version.name(), version.version(), layers, canonical, clock.instant());
            releases.add(release);
            activity.add("release.created", release.label(), "digest", digest.shortHex());
            return release;
        });
    }

    /** A profile may have been kept by a Cairn that did not look at it. */
    private static ClusterSettings cluster(ProfileDraft draft) {
        ClusterPlan plan = ClusterPlan.of(draft.layers().stream()
                .map(layer -> new ClusterPlan.Words(layer.kind(), layer.settings()))
                .toList());
        if (!plan.faults().isEmpty()) {
            throw new ProblemException(
                    plan.faults().stream()
                            .map(fault -> Problem.of(
                                    AppProblem.PROFILE_FIELD_INVALID,
                                    "release",
                                    "layers[" + fault.layer() + "].settings." + fault.setting(),
                                    "value",
                                    fault.value(),
                                    "allowed",
                                    fault.allowed(),
                                    "line",
                                    0,
                                    "column",
                                    0))
                            .toList(),
                    null);
        }
        return plan.settings();
    }

    private List<ReleaseLayer> resolve(ProfileVersion version) {
        ProfileDraft draft = version.draft();
        ParsedProfile parsed = format.parse(version.yaml());
        List<ReleaseLayer> layers = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < draft.layers().size(); i++) {
            Layer layer = draft.layers().get(i);
            ArtifactLookup.Answer answer = lookup.resolve(layer, i, parsed);
            answer.finding().map(ProfileFinding::problem).ifPresent(problems::add);
            answer.artifact()
                    .ifPresent(found -> layers.add(new ReleaseLayer(
                            layer.kind(), layer.name(), found.digest(), found.bytes(), layer.settings())));
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems, null);
        }
        return layers;
    }
}
