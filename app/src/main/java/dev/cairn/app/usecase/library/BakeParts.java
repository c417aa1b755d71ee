package dev.cairn.app.usecase.library;

import dev.cairn.app.domain.Translation;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.usecase.job.JobControl;
import dev.cairn.app.usecase.library.BundleInputs.Inputs;
import dev.cairn.image.Progress;
import dev.cairn.image.StagedFile;
import dev.cairn.image.slot.SlotBundle;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an image is put together from, looked up but not made yet. Immutable. */
record BakeParts(Bundle slot, Bundle bootstrap, Optional<BuildContent.Prepared> content) {
    /** Tables, boot loader, seed and what surrounds them. */
    private static final long SURROUNDINGS = 8 << 20;

    /** A bundle, and the one that was made of the same, if there is one. */
    record Bundle(Inputs inputs, Optional<SlotBundle> made) {
        long bytes() {
            return made.map(SlotSizes::bundle).orElseGet(inputs::bytes);
        }

        private long missing() {
            return made.isPresent() ? 0 : bytes();
        }

        private Path folder() {
            return StagedFile.folderOf(inputs.request().folder());
        }

        /** Makes it, or takes the one that is there. */
        SlotBundle make(BuildBundle bundles, JobControl control) {
            if (made.isPresent()) {
                control.log("the slot bundle is there already");
                return made.get();
            }
            return bundles.make(inputs, control);
        }
    }

    static BakeParts of(
            Release release, AgentLayer agent, BuildBundle bundles, BuildContent contents, Progress progress) {
        return new BakeParts(
                bundles.slot(release, agent), bundles.bootstrap(release, agent), contents.prepare(release, progress));
    }

    /** What has to be written, by file system, when the image goes to {@code out}. */
    List<Room> rooms(Path out) {
        Map<Path, Long> needed = new LinkedHashMap<>();
        needed.merge(slot.folder(), slot.missing() + bootstrap.missing(), Long::sum);
        long inImage = content.map(found -> found.manifest().bytes()).orElse(0L);
        content.filter(found -> !found.atHand())
                .ifPresent(found -> needed.merge(StagedFile.folderOf(found.folder()), inImage, Long::sum));
        needed.merge(StagedFile.folderOf(out), imageBytes(), Long::sum);
        return Translation.of(() -> Room.of(needed));
    }

    /** Kernels and initrds of both systems; null as long as one of them has to be made. */
    @Nullable
    Long bootBytes() {
        return slot.made()
                .flatMap(made -> bootstrap.made().map(other -> SlotSizes.boot(made) + SlotSizes.boot(other)))
                .orElse(null);
    }

    /** How much of the image's length takes room, about: empty areas are holes. */
    long imageBytes() {
        return slot.bytes()
                + bootstrap.bytes()
                + content.map(found -> found.manifest().bytes()).orElse(0L)
                + SURROUNDINGS;
    }
}
