package dev.cairn.app.domain.library;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Keeps what is known about baked images. */
public interface ImageRepository {
    Optional<Image> find(String id);

    Optional<Image> findByPath(Path path);

    /** All images, newest first. */
    List<Image> all();

    void save(Image image);
}
