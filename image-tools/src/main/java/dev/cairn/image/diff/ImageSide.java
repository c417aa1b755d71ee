package dev.cairn.image.diff;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Packing;
import dev.cairn.image.Region;
import dev.cairn.image.bake.ImageChunks;
import dev.cairn.image.bake.ImageManifest;
import dev.cairn.image.content.ContentItem;
import dev.cairn.image.content.ContentManifest;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.image.slot.SlotManifest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What updates bring from one image: slot A and the content, or the bundle of a slot alone. The bootstrap system is none of it: no update sends it.
 * Safe for use by many threads once opened; closed by who opened it.
 */
final class ImageSide implements AutoCloseable {
    private final SlotManifest manifest;
    private final List<FileChannel> channels = new ArrayList<>();
    private final List<Part> slot = new ArrayList<>();
    private final List<Part> content = new ArrayList<>();
    private Optional<ContentManifest> contentManifest = Optional.empty();

    ImageSide(SlotManifest manifest) {
        this.manifest = manifest;
    }

    /** Opens an image file, which may be compressed if the index of its chunks stands beside it, or the folder of a bundle. */
    static ImageSide open(Path place) {
        try {
            if (Files.isDirectory(place)) {
                return bundle(SlotBundle.open(place));
            }
            Packing packing = Packing.of(place);
            return packing == Packing.NONE ? ImageParts.open(place) : packed(place, packing.unpackedPath(place));
        } catch (IOException e) {
            throw ImageException.io("diff", place.toString(), e);
        }
    }

    private static ImageSide bundle(SlotBundle bundle) throws IOException {
        ImageSide side = new ImageSide(bundle.manifest());
        SlotManifest.Files files = bundle.manifest().files();
        side.addToSlot(Part.ROOT, Region.whole(side.keep(bundle.root())), files.root());
        side.addToSlot("kernel", Region.whole(side.keep(bundle.kernel())), files.kernel());
        side.addToSlot("initrd", Region.whole(side.keep(bundle.initrd())), files.initrd());
        return side;
    }

    /** Of a compressed image what stands beside it; that the image is the one which this tells of shows when it is unpacked. */
    private static ImageSide packed(Path packed, Path image) {
        ImageChunks index = ImageChunks.beside(image)
                .orElseThrow(() -> new ImageException(
                        ImageProblem.SIDECAR_MISSING,
                        "diff",
                        packed.toString(),
                        Map.of("file", ImageChunks.file(image).toString())));
        index.requireOf(ImageManifest.beside(image), image);
        ImageSide side = new ImageSide(index.slot());
        SlotManifest.Files files = index.slot().files();
        side.slot.add(new Part(Part.ROOT, Optional.empty(), files.root().chunks()));
        side.slot.add(new Part("kernel", Optional.empty(), files.kernel().chunks()));
        side.slot.add(new Part("initrd", Optional.empty(), files.initrd().chunks()));
        index.content()
                .ifPresent(content -> side.addToContent(
                        content,
                        content.items().stream()
                                .map(item -> part(item, Optional.empty()))
                                .toList()));
        return side;
    }

    /** Writes a file. */
    @FunctionalInterface
    interface Source {
        void copy(OutputStream to) throws IOException;
    }

    /** Puts what stands in no one piece aside, so that it need not stay in memory. */
    Region spooled(Source source) throws IOException {
        Path file = Files.createTempFile("cairn-diff-", ".part");
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        channels.add(channel);
        source.copy(Channels.newOutputStream(channel));
        return Region.whole(channel);
    }

    /** A file that stays open as long as this side. */
    FileChannel keep(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        channels.add(channel);
        return channel;
    }

    void addToSlot(String name, Region bytes, SlotManifest.SlotFile file) {
        slot.add(new Part(name, Optional.of(bytes), file.chunks()));
    }

    /** An item of the content, with its bytes where they can be read. */
    static Part part(ContentItem item, Optional<Region> bytes) {
        return new Part(item.layer() + " " + item.name(), bytes, item.chunks());
    }

    void addToContent(ContentManifest told, List<Part> items) {
        contentManifest = Optional.of(told);
        content.addAll(items);
    }

    SlotManifest manifest() {
        return manifest;
    }

    Optional<ContentManifest> contentManifest() {
        return contentManifest;
    }

    List<Part> slot() {
        return List.copyOf(slot);
    }

    List<Part> content() {
        return List.copyOf(content);
    }

    void keepRootOnly() {
        slot.removeIf(part -> !part.name().equals(Part.ROOT));
        content.clear();
        contentManifest = Optional.empty();
    }

    @Override
    public void close() {
        for (FileChannel channel : channels) {
            try {
                channel.close();
            } catch (IOException e) {
                throw ImageException.io("diff", "close", e);
            }
        }
    }
}
