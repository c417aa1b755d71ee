package dev.cairn.image.fuzz;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Progress;
import dev.cairn.image.Region;
import dev.cairn.image.bake.ImageChunks;
import dev.cairn.image.bake.ImageManifest;
import dev.cairn.image.baseos.BaseOsCheck;
import dev.cairn.image.baseos.ElfFile;
import dev.cairn.image.content.ContentCheck;
import dev.cairn.image.content.ContentManifest;
import dev.cairn.image.content.ContentPartition;
import dev.cairn.image.content.ContentType;
import dev.cairn.image.cpio.InitrdReader;
import dev.cairn.image.fat.FatReader;
import dev.cairn.image.gpt.GptReader;
import dev.cairn.image.layer.Content;
import dev.cairn.image.layer.Inode;
import dev.cairn.image.layer.Layer;
import dev.cairn.image.layer.MergedLayers;
import dev.cairn.image.lzma.XzDecisions;
import dev.cairn.image.slot.LayerSizes;
import dev.cairn.image.slot.LoaderEntry;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.image.squashfs.Compression;
import dev.cairn.image.squashfs.SquashfsReader;
import dev.cairn.image.squashfs.SquashfsWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The code under test, each with a use of what it parsed. Stateless. */
final class Parsers {
    private static final long MAX_SQUASHED = 4 << 20;
    private static final int MAX_NAMES = 40;

    private Parsers() {}

    /** Merges, looks at the tree as a base OS, and turns it into a file system when it is small. */
    static void archive(Path file, FileChannel open) throws IOException {
        try (MergedLayers merged = MergedLayers.open(List.of(Layer.tar(file)), Progress.NONE)) {
            new BaseOsCheck().check(merged.tree());
            // Of every file there is something to read; of few the whole is worth the time.
            if (touch(merged.tree().root()) <= MAX_SQUASHED && open.size() % 16 == 3) {
                try (FileChannel out = FileChannel.open(
                        file.resolveSibling("squashed"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    new SquashfsWriter(Compression.NONE).write(merged.tree(), out, "fuzz", Progress.NONE);
                }
            }
        }
    }

    static void images(Path file, FileChannel open) {
        new ContentCheck().check(ContentType.IMAGES, file, Progress.NONE);
    }

    static void elf(Path file, FileChannel open) throws IOException {
        ElfFile.of(file);
    }

    private static long touch(Inode inode) throws IOException {
        return switch (inode.kind()) {
            case Inode.Kind.Folder folder -> {
                long sum = 0;
                for (Inode.Child child : folder.children().values()) {
                    sum += touch(child.inode());
                }
                yield sum;
            }
            case Inode.Kind.Regular regular -> {
                Content content = regular.content();
                try (Content.Source source = content.open()) {
                    int count = (int) Math.min(content.size(), 4096);
                    source.read(ByteBuffer.allocate(count), 0);
                    source.read(ByteBuffer.allocate(count), content.size() - count);
                }
                yield content.size();
            }
            case Inode.Kind.Symlink link -> 0;
            case Inode.Kind.Device device -> 0;
            case Inode.Kind.Fifo fifo -> 0;
        };
    }

    static void squashfs(Path file, FileChannel open) throws IOException {
        try (SquashfsReader reader = SquashfsReader.open(Region.whole(open), file.toString())) {
            walk(reader, "", 0);
        }
    }

    private static void walk(SquashfsReader reader, String path, int depth) {
        List<String> names = reader.list(path + "/");
        for (String name : names.subList(0, Math.min(names.size(), MAX_NAMES >> depth))) {
            String child = path + "/" + name;
            try {
                reader.read(child);
            } catch (ImageException e) {
                if (e.problem() == ImageProblem.ENTRY_MISSING && depth < 3 && reader.exists(child)) {
                    folder(reader, child, depth + 1);
                }
            }
        }
    }

    private static void folder(SquashfsReader reader, String path, int depth) {
        try {
            walk(reader, path, depth);
        } catch (ImageException refused) {
            // One damaged folder does not keep from looking at the next.
        }
    }

    static void fat(Path file, FileChannel open) throws IOException {
        FatReader reader = new FatReader(Region.whole(open), file.toString());
        for (FatReader.File found : reader.files().stream().limit(10).toList()) {
            try {
                reader.read(found.path(), 1 << 20);
            } catch (ImageException refused) {
                // One damaged file does not keep from looking at the next.
            }
        }
    }

    static void gpt(Path file, FileChannel open) throws IOException {
        GptReader.read(Region.whole(open), file.toString()).partitions().forEach(partition -> {
            if (partition.offset() < 0
                    || partition.length() <= 0
                    || partition.label().length() > 36) {
                throw new AssertionError("taken: " + partition);
            }
        });
    }

    static void initrd(Path file, FileChannel open) throws IOException {
        Content initrd = new Content.Range(open::read, file.toString(), 0, open.size());
        InitrdReader.begins(initrd);
        InitrdReader.read(initrd, file.toString(), (entry, content) -> {
            held(!entry.name().isEmpty() && entry.bytes() >= 0, entry);
            // Some contents are read, some are passed.
            held(entry.inode() % 2 == 0 || content.readNBytes(4096).length <= entry.bytes(), entry);
            return true;
        });
    }

    static void slotManifest(Path file, FileChannel open) throws IOException {
        SlotManifest manifest = SlotManifest.parse(Files.readAllBytes(file), file.toString());
        held(manifest.files().root().sha256().length() == 64 && manifest.toJson().length > 0, manifest);
        held(manifest.release().profile().length() < 1 << 20, manifest);
    }

    static void imageManifest(Path file, FileChannel open) {
        String name = file.toString();
        ImageManifest manifest = ImageManifest.beside(Path.of(name.substring(0, name.length() - ".json".length())));
        long mapped = manifest.mappedBytes();
        held(mapped >= 0 && mapped <= manifest.bytes() && manifest.toJson().length > 0, manifest);
        manifest.partitions().forEach(partition -> held(partition.label().length() < 1 << 20, partition));
    }

    static void contentManifest(Path file, FileChannel open) throws IOException {
        ContentManifest manifest = ContentManifest.parse(Files.readAllBytes(file), file.toString());
        held(manifest.equals(ContentManifest.parse(manifest.toJson(), "again")), manifest);
        held(manifest.bytes() >= manifest.items().size(), manifest);
    }

    /** A content that is read as one has items that the partition can give out or refuses by name. */
    static void contentPartition(Path file, FileChannel open) throws IOException {
        Region region = Region.whole(open);
        Optional<ContentManifest> content = ContentPartition.read(region, file.toString());
        if (content.isPresent()) {
            try (SquashfsReader layout = SquashfsReader.open(region, file.toString())) {
                content.get().items().stream().limit(MAX_NAMES).forEach(item -> layout.read(item.blob()));
            }
        }
    }

    static void layerSizes(Path file, FileChannel open) throws IOException {
        LayerSizes.parse(Files.readAllBytes(file), file.toString())
                .layers()
                .forEach(layer -> held(layer.name().length() < 1 << 20, layer));
    }

    static void chunkIndex(Path file, FileChannel open) {
        String name = file.toString();
        Path image = Path.of(name.substring(0, name.length() - ".chunks.json".length()));
        ImageChunks index = ImageChunks.beside(image).orElseThrow();
        held(index.slot().toJson().length > 0 && index.image().length() < 1 << 20, index);
    }

    /** The first line is the name of the file. */
    static void loaderEntry(Path file, FileChannel open) throws IOException {
        String all = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        int end = Math.max(0, all.indexOf('\n'));
        LoaderEntry.parse(all.substring(0, end), all.substring(end)).ifPresent(entry -> {
            held(entry.version() >= 0 && entry.triesDone() >= 0, entry);
            held(LoaderEntry.parse(entry.fileName(), all.substring(end)).isPresent(), entry);
        });
    }

    /** What was taken apart must come back as it was. */
    static void xz(Path file, FileChannel open) throws IOException {
        byte[] packed = Files.readAllBytes(file);
        XzDecisions.of(packed).flatMap(XzDecisions::file).ifPresent(again -> held(Arrays.equals(packed, again), file));
    }

    static void xzDecisions(Path file, FileChannel open) throws IOException {
        XzDecisions.file(Files.readAllBytes(file)).ifPresent(made -> held(made.length > 12, file));
    }

    private static void held(boolean sane, Object taken) {
        if (!sane) {
            throw new AssertionError("taken: " + taken);
        }
    }
}
