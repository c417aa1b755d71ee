package dev.cairn.image.diff;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Region;
import dev.cairn.image.bake.ImageChunks;
import dev.cairn.image.bake.ImagePartition;
import dev.cairn.image.content.ContentItem;
import dev.cairn.image.content.ContentManifest;
import dev.cairn.image.content.ContentPartition;
import dev.cairn.image.drive.ImageReader;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.image.squashfs.SquashfsReader;
import dev.cairn.image.squashfs.StoredFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds in an image what updates bring. Stateless. */
final class ImageParts {
    private static final String MANIFEST = "/cairn/a/manifest.json";
    private static final String SLOT = "cairn-slot-a";
    private static final String CONTENT = "cairn-content";

    private ImageParts() {}

    static ImageSide open(Path image) throws IOException {
        try (ImageReader reader = ImageReader.open(image)) {
            ImageSide side = new ImageSide(SlotManifest.parse(reader.espFile(MANIFEST), MANIFEST));
            try {
                addSlot(side, image, reader);
                addContent(side, image, reader);
                ImageChunks.beside(image)
                        .ifPresent(index -> index.requireSame(side.manifest(), side.contentManifest(), image));
                return side;
            } catch (IOException | RuntimeException e) {
                side.close();
                throw e;
            }
        }
    }

    private static void addSlot(ImageSide side, Path image, ImageReader reader) throws IOException {
        SlotManifest.Files files = side.manifest().files();
        long offset = partition(reader, SLOT)
                .orElseThrow(() ->
                        new ImageException(ImageProblem.ENTRY_MISSING, "diff", SLOT, Map.of("in", image.toString())))
                .offset();
        side.addToSlot(
                Part.ROOT, new Region(side.keep(image), offset, files.root().bytes()), files.root());
        side.addToSlot("kernel", side.spooled(to -> to.write(reader.espFile("/cairn/a/linux"))), files.kernel());
        side.addToSlot("initrd", side.spooled(to -> to.write(reader.espFile("/cairn/a/initrd"))), files.initrd());
    }

    private static void addContent(ImageSide side, Path image, ImageReader reader) throws IOException {
        Optional<ImagePartition> partition = partition(reader, CONTENT);
        if (partition.isEmpty()) {
            return;
        }
        Region region = new Region(
                side.keep(image), partition.get().offset(), partition.get().bytes());
        Optional<ContentManifest> manifest = ContentPartition.read(region, CONTENT);
        if (manifest.isEmpty()) {
            return;
        }
        try (SquashfsReader layout = SquashfsReader.open(region, CONTENT)) {
            Map<String, StoredFile> stored = layout.storedFiles().stream()
                    .collect(Collectors.toMap(file -> "/" + file.path(), file -> file, (one, same) -> one));
            List<Part> items = new ArrayList<>();
            for (ContentItem item : manifest.get().items()) {
                Optional<Region> whole = Optional.ofNullable(stored.get(item.blob()))
                        .filter(file -> file.bytes() == item.bytes())
                        .map(file -> new Region(region.bytes(), region.offset() + file.start(), file.bytes()));
                // One with holes has its blocks in pieces.
                Region bytes = whole.isPresent() ? whole.get() : side.spooled(to -> layout.copy(item.blob(), to));
                items.add(ImageSide.part(item, Optional.of(bytes)));
            }
            side.addToContent(manifest.get(), items);
        }
    }

    private static Optional<ImagePartition> partition(ImageReader reader, String label) {
        return reader.partitions().stream()
                .filter(partition -> partition.label().equals(label))
                .findFirst();
    }
}
