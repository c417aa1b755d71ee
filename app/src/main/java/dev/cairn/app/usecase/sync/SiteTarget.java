package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.usecase.job.JobControl;
import dev.cairn.app.usecase.library.BuildBundle;
import dev.cairn.app.usecase.library.ListReleases;
import dev.cairn.app.usecase.library.RaiseFloor;
import dev.cairn.protocol.DesiredRelease;
import dev.cairn.protocol.Pace;
import java.util.List;
import java.util.Optional;

/** Finds what a site should run, and builds its bundle where there is none yet. Safe for use by many threads. */
record SiteTarget(ListReleases releases, RaiseFloor floors, BuildBundle bundles, SyncTimes times) {
    /** What a site should run: the release and its bundle. */
    record Target(Release release, BundleChunks chunks) {}

    /** Nothing when nothing was decided for the site. */
    Optional<Target> of(Site site, List<Pace> paces, JobControl control) {
        Digest desired = site.desiredRelease();
        if (desired == null) {
            return Optional.empty();
        }
        Release release = releases.find(desired.hex());
        var bundle = bundles.existing(desired).orElseGet(() -> bundles.run(release, null, control));
        return Optional.of(new Target(release, new BundleChunks(bundle, paces)));
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
                floor == 0 ? null : floor);
    }
}
