package dev.cairn.app.usecase.library;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.domain.library.ImageRepository;
import java.nio.file.Path;
import java.util.List;

/** Lists images and finds one. */
public final class ListImages {
    private final ImageRepository images;

    public ListImages(ImageRepository images) {
        this.images = images;
    }

    /** All images, newest first. */
    public List<Image> all() {
        return images.all();
    }

    /** The image of this id or path, or a problem. */
    public Image find(String idOrPath) {
        return images.find(idOrPath)
                .or(() -> images.findByPath(Path.of(idOrPath).toAbsolutePath().normalize()))
                .orElseThrow(() -> ProblemException.of(AppProblem.IMAGE_UNKNOWN, "find", idOrPath));
    }
}
