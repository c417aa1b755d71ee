package dev.cairn.app.cli;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.usecase.sync.ReflashRequest;
import dev.cairn.app.wiring.Cairn;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What {@code node reflash} was asked to write. Stateless. */
final class ReflashChoice {
    private ReflashChoice() {}

    /** Exactly one of release and image is named. */
    static ReflashRequest of(Cairn cairn, Node node, @Nullable String release, @Nullable String image, boolean wipe) {
        if (release != null && image == null) {
            return new ReflashRequest(node.id(), cairn.listReleases().find(release), null, wipe);
        }
        if (image == null || release != null) {
            throw ProblemException.of(
                    AppProblem.USAGE, "reflash", "node reflash", "reason", "name either --release or --image");
        }
        Path path = Path.of(image).toAbsolutePath().normalize();
        Image known = cairn.listImages().all().stream()
                .filter(one -> one.path().equals(path) || one.id().equals(image))
                .findFirst()
                .orElseThrow(() -> ProblemException.of(AppProblem.IMAGE_UNKNOWN, "reflash", image));
        return new ReflashRequest(
                node.id(), cairn.listReleases().find(known.release().hex()), known, wipe);
    }

    /** What a person has to know before. */
    static String loses(boolean wipe) {
        String slots = "Both slots are written over and its workloads stop meanwhile";
        return wipe
                ? slots + "; all its data is lost, among it its cluster, its volumes and its identity"
                : slots + "; its data (cluster, volumes, identity) is kept";
    }
}
