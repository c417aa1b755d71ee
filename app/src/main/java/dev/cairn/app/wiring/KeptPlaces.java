package dev.cairn.app.wiring;

import dev.cairn.app.domain.drive.picture.Kept;
import dev.cairn.app.domain.drive.picture.Use.Purpose;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.domain.library.ImageRepository;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What no drive may lose: the program with its Java, the data folder, and every image of the library that is there. */
record KeptPlaces(Path home, ImageRepository images) implements Supplier<List<Kept>> {
    @Override
    public List<Kept> get() {
        List<Kept> places = new ArrayList<>();
        places.add(new Kept(Purpose.DATA_FOLDER, home));
        places.add(new Kept(Purpose.APP, Path.of(System.getProperty("java.home"))));
        CodeSource source = KeptPlaces.class.getProtectionDomain().getCodeSource();
        if (source != null) {
            try {
                places.add(new Kept(Purpose.APP, Path.of(source.getLocation().toURI())));
            } catch (URISyntaxException | IllegalArgumentException e) {
                throw new IllegalStateException("where this program lies: " + source.getLocation(), e);
            }
        }
        for (Image image : images.all()) {
            if (Files.exists(image.path())) {
                places.add(new Kept(Purpose.IMAGE, image.path()));
            }
        }
        return places;
    }
}
