package dev.cairn.app.usecase.library;

import dev.cairn.app.domain.Translation;
import dev.cairn.image.bake.ImageInspector;
import dev.cairn.image.bake.ImageReport;
import java.nio.file.Path;

/** Says what is in an image or on a written drive. */
public final class InspectImage {
    public ImageReport run(Path image) {
        return Translation.of(() -> new ImageInspector().inspect(image));
    }
}
