package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.fleet.ContentReport;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.library.ArtifactStore;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.usecase.job.JobControl;
import dev.cairn.app.usecase.library.BuildBundle;
import dev.cairn.app.usecase.library.BuildContent;
import dev.cairn.app.usecase.library.ListReleases;
import dev.cairn.app.usecase.library.RaiseFloor;
import dev.cairn.image.content.ContentBundle;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.protocol.DesiredRelease;
import dev.cairn.protocol.Pace;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Finds what a site should run, and builds its bundle and content where there are none yet. Safe for use by many threads. */
record SiteTarget(
        ListReleases releases,
        RaiseFloor floors,
        BuildBundle bundles,
        BuildContent contents,
        ArtifactStore artifacts,
        SyncTimes times) {
    /** What a site should run: the release, and what a node may lack of it. */
    record Target(Release release, BundleChunks chunks) {
        /** Whether a node runs it for good, with its content. */
        boolean runsOn(NodeReport report) {
            return report.release().equals(release.digest().hex())
                    && !report.trial()
                    && chunks.content()
                            .filter(wanted -> !hasContent(report, wanted))
                            .isEmpty();
        }

        private static boolean hasContent(NodeReport report, Digest wanted) {
            ContentReport content = report.content();
            return content != null && wanted.hex().equals(content.digest());
        }
    }

    /** Nothing when nothing was decided for the site; {@code told} is what its nodes said last. */
    Optional<Target> of(Site site, List<NodeReport> told, List<Pace> paces, JobControl control) {
        Digest desired = site.desiredRelease();
        if (desired == null) {
            return Optional.empty();
        }
        Release release = releases.find(desired.hex());
        // An agent that does not know content would refuse an order that names one; its next agent takes it.
        boolean known = !told.isEmpty() && told.stream().allMatch(report -> report.content() != null);
        SlotBundle bundle = (known ? running(release, told) : Optional.<SlotBundle>empty())
                .or(() -> bundles.existing(desired))
                .orElseGet(() -> bundles.run(release, null, control));
        Optional<ContentBundle> content = known ? contents.run(release, control) : Optional.empty();
        return Optional.of(new Target(release, new BundleChunks(bundle, content, this::artifact, paces)));
    }

    /** The file of an imported artifact. */
    Path artifact(String sha256) {
        return artifacts.path(new Digest(sha256));
    }

    /** A slot that runs on the site already, if it differs from the release's own in its name alone. */
    private Optional<SlotBundle> running(Release release, List<NodeReport> told) {
        return told.stream()
                .map(NodeReport::content)
                .filter(Objects::nonNull)
                .map(ContentReport::slotRelease)
                .filter(slot -> !slot.equals(release.digest().hex()))
                .distinct()
                .flatMap(slot -> Digest.isDigest(slot)
                        ? releases.byDigest(new Digest(slot)).stream()
                        : java.util.stream.Stream.empty())
                .flatMap(other -> bundles.sameSlot(release, other).stream())
                .findFirst();
    }

    /** As an order says it. */
    DesiredRelease desired(Target target) {
        long floor = floors.floorOf(target.release());
        return new DesiredRelease(
                target.chunks().digest().hex(),
                target.release().digest().hex(),
                target.release().label(),
                (int) times.healthWindow().toSeconds(),
                false,
                target.release().number(),
                floor == 0 ? null : floor,
                target.chunks().content().map(Digest::hex).orElse(null));
    }
}
