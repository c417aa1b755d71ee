package dev.cairn.image.diff;

import dev.cairn.image.ImageException;
import dev.cairn.image.Progress;
import dev.cairn.image.content.ContentManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Computes what a site that holds one image needs for another. Stateless. */
public final class ImageDiff {
    /** {@code before} and {@code after} are images, or folders of bundles, which have no content. */
    public DiffReport diff(Path before, Path after, Progress progress) {
        return diff(before, after, false, progress);
    }

    /** Like {@link #diff}, but leaves kernel, initrd and content aside. */
    public DiffReport diffRoots(Path before, Path after, Progress progress) {
        return diff(before, after, true, progress);
    }

    private static DiffReport diff(Path before, Path after, boolean rootsOnly, Progress progress) {
        try (ImageSide old = ImageSide.open(before);
                ImageSide now = ImageSide.open(after)) {
            if (rootsOnly) {
                old.keepRootOnly();
                now.keepRootOnly();
            }
            return new DiffReport(
                    old.manifest().release().digest(),
                    now.manifest().release().digest(),
                    slot(old, now, progress),
                    content(old, now, progress));
        } catch (IOException e) {
            throw ImageException.io("diff", after.toString(), e);
        }
    }

    /** Slots that differ in their name alone stay: then a new release is brought by its content, and no manifest of a slot is sent. */
    private static Cost slot(ImageSide old, ImageSide now, Progress progress) throws IOException {
        boolean same = old.manifest().files().equals(now.manifest().files());
        return new PartsDiff(old.slot(), now.slot(), progress)
                .cost(same ? new byte[0] : now.manifest().toJson());
    }

    private static Cost content(ImageSide old, ImageSide now, Progress progress) throws IOException {
        Optional<byte[]> wanted = now.contentManifest().map(ContentManifest::toJson);
        if (wanted.isEmpty()) {
            return Cost.NOTHING;
        }
        boolean same = old.contentManifest()
                .map(ContentManifest::toJson)
                .filter(held -> Arrays.equals(held, wanted.get()))
                .isPresent();
        return new PartsDiff(old.content(), now.content(), progress).cost(same ? new byte[0] : wanted.get());
    }
}
