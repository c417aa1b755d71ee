package dev.cairn.image.content;

import dev.cairn.image.DiskSpace;
import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Progress;
import dev.cairn.image.Region;
import dev.cairn.image.Sha256;
import dev.cairn.image.StagedFile;
import dev.cairn.image.layer.FilesLayer;
import dev.cairn.image.layer.Layer;
import dev.cairn.image.layer.MergedLayers;
import dev.cairn.image.slot.SlotManifest.Chunk;
import dev.cairn.image.squashfs.Compression;
import dev.cairn.image.squashfs.SquashfsWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Makes the content of a release, deterministically: the same artifacts in the same order give the same bytes. Stateless. */
public final class ContentBuilder {
    /** Reads the artifacts and holds each against its digest. */
    public ContentManifest manifest(List<ContentSource> sources, Progress progress) {
        List<ContentItem> items = new ArrayList<>();
        for (ContentSource source : sources) {
            try {
                items.add(item(source, progress));
            } catch (IOException e) {
                throw ImageException.io("content", source.file().toString(), e);
            }
        }
        ContentManifest manifest = new ContentManifest(ContentManifest.FORMAT, items);
        byte[] json = manifest.toJson();
        if (json.length > ContentManifest.MAX_BYTES) {
            throw new ImageException(
                    ImageProblem.CONTENT_UNUSABLE,
                    "content",
                    "content",
                    Map.of("reason", "its manifest has " + json.length + " bytes of " + ContentManifest.MAX_BYTES));
        }
        return ContentManifest.parse(json, "content");
    }

    /** Makes the bundle in the folder that {@code place} names for its digest, or takes the one that is there. */
    public ContentBundle build(List<ContentSource> sources, Function<String, Path> place, Progress progress) {
        ContentManifest manifest = manifest(sources, progress);
        return build(sources, manifest, place.apply(Sha256.of(manifest.toJson())), progress);
    }

    /** The same of artifacts that {@link #manifest} just read, in this folder. */
    public ContentBundle build(List<ContentSource> sources, ContentManifest manifest, Path folder, Progress progress) {
        byte[] json = manifest.toJson();
        if (ContentBundle.isWhole(folder)) {
            return ContentBundle.open(folder);
        }
        Map<String, Path> files = new TreeMap<>();
        sources.forEach(source -> files.put(source.sha256(), source.file()));
        try {
            Files.createDirectories(folder);
            DiskSpace.require(folder, manifest.bytes(), "content");
            try (StagedFile root = StagedFile.create(folder.resolve(ContentBundle.ROOT));
                    MergedLayers merged = MergedLayers.open(List.of(layer(manifest, files)), progress)) {
                var unused =
                        new SquashfsWriter(Compression.NONE).write(merged.tree(), root.channel(), "content", progress);
                root.commit();
            }
            // The manifest goes last: it says that the rest is whole.
            try (StagedFile last = StagedFile.create(folder.resolve(ContentBundle.MANIFEST))) {
                ByteBuffer bytes = ByteBuffer.wrap(json);
                while (bytes.hasRemaining()) {
                    last.channel().write(bytes);
                }
                last.commit();
            }
            return new ContentBundle(folder, manifest, Sha256.of(json));
        } catch (IOException e) {
            throw ImageException.io("content", folder.toString(), e);
        }
    }

    private static FilesLayer layer(ContentManifest manifest, Map<String, Path> files) {
        FilesLayer.Builder layer = Layer.files("content");
        ContentLayout.files(manifest).forEach((path, bytes) -> layer.file(path, bytes, 0444));
        files.forEach((sha256, file) -> layer.file(ContentLayout.blob(sha256), file, 0444));
        return layer.build();
    }

    private static ContentItem item(ContentSource source, Progress progress) throws IOException {
        try (FileChannel channel = FileChannel.open(source.file(), StandardOpenOption.READ)) {
            Region artifact = Region.whole(channel);
            byte[] head = artifact.read(0, (int) Math.min(ContentKind.HEAD_BYTES, artifact.length()));
            String file = ContentKind.file(source, head, artifact.length());
            List<Integer> lengths =
                    source.type() == ContentType.IMAGES ? ContentCuts.of(artifact) : List.of((int) artifact.length());
            MessageDigest whole = Sha256.start();
            List<Chunk> chunks = new ArrayList<>();
            long at = 0;
            for (int length : lengths) {
                byte[] bytes = artifact.read(at, length);
                whole.update(bytes);
                chunks.add(new Chunk(Sha256.of(bytes), length));
                at += length;
                progress.step("content", source.name(), at, artifact.length());
            }
            if (!Sha256.finish(whole).equals(source.sha256())) {
                throw new ImageException(
                        ImageProblem.CONTENT_UNUSABLE,
                        "content",
                        source.file().toString(),
                        Map.of("reason", "its bytes are not those that its digest names"));
            }
            return new ContentItem(
                    source.layer(),
                    source.name(),
                    source.type(),
                    file,
                    artifact.length(),
                    source.sha256(),
                    source.settings(),
                    chunks);
        }
    }
}
