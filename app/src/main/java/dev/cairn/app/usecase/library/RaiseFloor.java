package dev.cairn.app.usecase.library;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.domain.library.ReleaseRepository;
import java.time.InstantSource;

/** Closes the way back behind a release, for good: a node that has committed it refuses every release that was made earlier. */
public final class RaiseFloor {
    private final Transactions transactions;
    private final ReleaseRepository releases;
    private final ActivityLog activity;
    private final InstantSource clock;

    public RaiseFloor(
            Transactions transactions, ReleaseRepository releases, ActivityLog activity, InstantSource clock) {
        this.transactions = transactions;
        this.releases = releases;
        this.activity = activity;
        this.clock = clock;
    }

    /** Does nothing where the release is a floor already. */
    public void run(Release release) {
        transactions.inOne(() -> {
            if (!releases.floors().contains(release)) {
                releases.addFloor(release.digest(), clock.instant());
                activity.add(
                        "release.floor",
                        release.label(),
                        "digest",
                        release.digest().shortHex());
            }
            return true;
        });
    }

    /** The highest floor that this release is not below; 0 for none. */
    public long floorOf(Release release) {
        return releases.floors().stream()
                .mapToLong(Release::number)
                .filter(number -> number <= release.number())
                .max()
                .orElse(0);
    }

    /** Refuses a release that nodes may refuse. */
    public void requireNotBelow(Release release) {
        releases.floors().stream()
                .filter(floor -> floor.number() > release.number())
                .findFirst()
                .ifPresent(floor -> {
                    throw ProblemException.of(
                            AppProblem.RELEASE_BELOW_FLOOR, "desire", release.label(), "floor", floor.label());
                });
    }
}
