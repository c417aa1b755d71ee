package dev.cairn.app.usecase.drive;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Translation;
import dev.cairn.app.domain.drive.DriveContents;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.library.Image;
import dev.cairn.protocol.InstallRule;
import dev.cairn.protocol.Seed;
import dev.cairn.protocol.SiteId;
import org.jspecify.annotations.Nullable;

/** Makes the seeds of drives that shall have another than their image. Safe for many threads. */
public final class DriveSeeds {
    private final DriveContents contents;

    public DriveSeeds(DriveContents contents) {
        this.contents = contents;
    }

    /**
     * The image's own seed, or the one given in its place, for this site and with this rule; null when it stays as it is. A seed with a rule that names
     * a single machine is refused.
     *
     * @param rule makes a stick that installs machines
     */
    public byte @Nullable [] run(
            Image image, byte @Nullable [] given, @Nullable Site site, @Nullable InstallRule rule) {
        if (site == null && rule == null) {
            return given;
        }
        Seed seed = given == null
                ? contents.seed(image.path())
                        .orElseThrow(() -> ProblemException.of(AppProblem.IMAGE_WITHOUT_SEED, "write", image.path()))
                : Translation.of(() -> Seed.read(given));
        if (rule != null && seed.namesOneMachine()) {
            throw ProblemException.of(AppProblem.SEED_OF_ONE_MACHINE, "write", image.path());
        }
        Seed placed = site == null ? seed : seed.at(new SiteId(site.id().value()), site.name());
        return (rule == null ? placed : placed.installing(rule)).toPaddedBytes();
    }
}
