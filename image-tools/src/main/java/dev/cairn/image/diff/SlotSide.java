package dev.cairn.image.diff;

import dev.cairn.image.ImageException;
import dev.cairn.image.Region;
import dev.cairn.image.drive.ImageReader;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.image.slot.SlotManifest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Slot A of an image, or a bundle, opened for reading. Safe for use by many threads; closed by who opened it. */
final class SlotSide implements AutoCloseable {
    private final SlotManifest manifest;
    private final List<FileChannel> channels = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();

    /** One file of the slot: {@code root}, {@code kernel} or {@code initrd}. */
    record Part(String name, Region bytes, SlotManifest.SlotFile file) {}

    private SlotSide(SlotManifest manifest) {
        this.manifest = manifest;
    }

    /** Opens an image file, or the folder of a bundle. */
    static SlotSide open(Path place) {
        try {
            return Files.isDirectory(place) ? bundle(SlotBundle.open(place)) : image(place);
        } catch (IOException e) {
            throw ImageException.io("diff", place.toString(), e);
        }
    }

    private static SlotSide bundle(SlotBundle bundle) throws IOException {
        SlotSide side = new SlotSide(bundle.manifest());
        SlotManifest.Files files = bundle.manifest().files();
        side.add("root", Region.whole(side.keep(read(bundle.root()))), files.root());
        side.add("kernel", Region.whole(side.keep(read(bundle.kernel()))), files.kernel());
        side.add("initrd", Region.whole(side.keep(read(bundle.initrd()))), files.initrd());
        return side;
    }

    private static SlotSide image(Path image) throws IOException {
        try (ImageReader reader = ImageReader.open(image)) {
            String manifest = "/cairn/a/manifest.json";
            SlotSide side = new SlotSide(SlotManifest.parse(reader.espFile(manifest), manifest));
            SlotManifest.Files files = side.manifest.files();
            long offset = reader.partitions().stream()
                    .filter(partition -> partition.label().equals("cairn-slot-a"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("the image has no slot A"))
                    .offset();
            side.add(
                    "root",
                    new Region(side.keep(read(image)), offset, files.root().bytes()),
                    files.root());
            side.add("kernel", side.spooled(reader.espFile("/cairn/a/linux")), files.kernel());
            side.add("initrd", side.spooled(reader.espFile("/cairn/a/initrd")), files.initrd());
            return side;
        }
    }

    /** Files of the boot partition are put aside, so that they need not stay in memory. */
    private Region spooled(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("cairn-diff-", ".part");
        FileChannel channel = keep(FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        return Region.whole(channel);
    }

    private static FileChannel read(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ);
    }

    private FileChannel keep(FileChannel channel) {
        channels.add(channel);
        return channel;
    }

    private void add(String name, Region bytes, SlotManifest.SlotFile file) {
        parts.add(new Part(name, bytes, file));
    }

    SlotManifest manifest() {
        return manifest;
    }

    List<Part> parts() {
        return List.copyOf(parts);
    }

    void keepRootOnly() {
        parts.removeIf(part -> !part.name().equals("root"));
    }

    long bytes() {
        return parts.stream().mapToLong(part -> part.file().bytes()).sum();
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
