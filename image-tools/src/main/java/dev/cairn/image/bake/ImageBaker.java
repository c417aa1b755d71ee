package dev.cairn.image.bake;

import dev.cairn.image.Aside;
import dev.cairn.image.DiskSpace;
import dev.cairn.image.ImageException;
import dev.cairn.image.Progress;
import dev.cairn.image.Region;
import dev.cairn.image.StagedFile;
import dev.cairn.image.Writeback;
import dev.cairn.image.fat.FatVolume;
import dev.cairn.image.fat.FatWriter;
import dev.cairn.image.gpt.GptWriter;
import dev.cairn.image.gpt.Partition;
import dev.cairn.image.gpt.PartitionTable;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.image.slot.SlotName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts partitions, boot loader, slots and seed together into a disk image. Stateless. */
public final class ImageBaker {
    private static final int COPY_BYTES = 8 << 20;

    /** Bakes under a temporary name in the output's folder and renames when everything is on the disk. */
    public BakedImage bake(BakeRequest request, Progress progress) {
        Path output = request.output();
        try {
            ImageLayout layout = ImageLayout.of(request);
            Seeds.padded(request.seed(), "bake");
            Files.createDirectories(StagedFile.folderOf(output));
            DiskSpace.require(StagedFile.folderOf(output), payloadBytes(request), "bake");
            try (StagedFile staged = StagedFile.create(output)) {
                ImageManifest manifest = write(request, layout, staged.channel(), progress);
                Path manifestFile = manifestFile(output);
                Path indexFile = ImageChunks.file(output);
                try (StagedFile sidecar = StagedFile.create(manifestFile);
                        StagedFile index = StagedFile.create(indexFile)) {
                    writeAll(sidecar.channel(), manifest.toJson(), 0);
                    writeAll(index.channel(), chunkIndex(request, manifest), 0);
                    // What tells of an older image must never stand beside a newer one.
                    Files.deleteIfExists(manifestFile);
                    Files.deleteIfExists(indexFile);
                    staged.commit();
                    index.commit();
                    sidecar.commit();
                }
                return new BakedImage(output, manifestFile, manifest);
            }
        } catch (IOException e) {
            throw ImageException.io("bake", output.toString(), e);
        }
    }

    private static byte[] chunkIndex(BakeRequest request, ImageManifest manifest) throws IOException {
        Optional<byte[]> content = request.content().isPresent()
                ? Optional.of(Files.readAllBytes(request.content().get().manifestFile()))
                : Optional.empty();
        return ImageChunksFile.json(manifest, Files.readAllBytes(request.slotA().manifestFile()), content);
    }

    static Path manifestFile(Path image) {
        return image.resolveSibling(image.getFileName() + ".json");
    }

    private static ImageManifest write(BakeRequest request, ImageLayout layout, FileChannel channel, Progress progress)
            throws IOException {
        setLength(channel, layout.bytes());
        List<Extent> extents = new ArrayList<>();
        extents.add(new Extent(0, ImageLayout.MIB, ImageManifest.TABLE_LABEL));
        writeAll(channel, GptWriter.primary(layout.table(), layout.bytes()), 0);
        Esp esp;
        try (Aside<Esp> made = Aside.start("esp", () -> writeEsp(request, layout, channel))) {
            extents.addAll(copyRoots(request, layout, channel, progress));
            esp = made.await();
        }
        extents.addAll(1, esp.extents());
        byte[] backup = GptWriter.backup(layout.table(), layout.bytes());
        writeAll(channel, backup, layout.bytes() - backup.length);
        extents.add(
                new Extent(layout.bytes() - ImageLayout.MIB, ImageLayout.MIB, ImageManifest.TABLE_LABEL + "-backup"));
        ImageHasher.Hashes hashes = ImageHasher.hash(
                channel, layout.bytes(), extents, request.output().toString(), progress);
        return new ImageManifest(
                ImageManifest.FORMAT,
                layout.bytes(),
                hashes.whole(),
                request.slotA().manifest().release(),
                request.slotA().digest(),
                request.generation(),
                layout.table().diskGuid().toString(),
                ImagePartition.all(layout.table()),
                esp.seedOffset(),
                ImageManifest.SEED_BYTES,
                hashes.ranges());
    }

    /** Copies bootstrap, slot A and content; the answer is all that an image maps behind its ESP, but for the backup table. */
    private static List<Extent> copyRoots(
            BakeRequest request, ImageLayout layout, FileChannel channel, Progress progress) throws IOException {
        List<Extent> extents = new ArrayList<>();
        Partition bootstrap = layout.partition(SlotName.BOOTSTRAP);
        if (request.bootstrap().isPresent()) {
            extents.add(copyRoot(request.bootstrap().get(), bootstrap, channel, progress));
        } else {
            extents.add(firstMiB(bootstrap));
        }
        extents.add(copyRoot(request.slotA(), layout.partition(SlotName.A), channel, progress));
        extents.add(firstMiB(layout.partition(SlotName.B)));
        Partition content = layout.partition(ImageLayout.CONTENT);
        if (request.content().isPresent()) {
            Path root = request.content().get().root();
            copy(root, Files.size(root), content, channel, progress);
            extents.add(new Extent(content.offset(), Math.ceilDiv(Files.size(root), 4096) * 4096, content.label()));
        } else {
            extents.add(firstMiB(content));
        }
        return extents;
    }

    /**
     * The ESP as it was written.
     *
     * @param seedOffset where in the image the seed lies, which is a range of its own
     */
    private record Esp(List<Extent> extents, long seedOffset) {}

    /** Writes and hashes the ESP, which nothing else needs: roots are copied meanwhile. */
    private static Esp writeEsp(BakeRequest request, ImageLayout layout, FileChannel channel) throws IOException {
        Partition esp = layout.partition(ImageLayout.ESP);
        int volumeId = (int) esp.guid().getMostSignificantBits();
        FatWriter writer = new FatWriter(esp.length(), volumeId, "CAIRN ESP");
        EspContents.add(writer, request, layout);
        FatVolume volume = writer.write(channel, esp.offset(), esp.offset() / PartitionTable.SECTOR);
        long seedOffset = esp.offset() + volume.offset(Seeds.PATH);
        long seedEnd = seedOffset + ImageManifest.SEED_BYTES;
        long end = esp.offset() + volume.usedBytes();
        List<Extent> extents = new ArrayList<>();
        for (Extent extent : List.of(
                new Extent(esp.offset(), seedOffset - esp.offset(), ImageLayout.ESP),
                new Extent(seedOffset, ImageManifest.SEED_BYTES, ImageLayout.ESP),
                new Extent(seedEnd, end - seedEnd, ImageLayout.ESP))) {
            extents.add(ImageHasher.hashed(channel, extent));
        }
        return new Esp(extents, seedOffset);
    }

    /** What a drive held there before must not be taken for a file system. */
    private static Extent firstMiB(Partition partition) {
        return new Extent(partition.offset(), ImageLayout.MIB, partition.label());
    }

    private static Extent copyRoot(SlotBundle bundle, Partition partition, FileChannel channel, Progress progress)
            throws IOException {
        long size = bundle.manifest().files().root().bytes();
        List<String> known = bundle.knownRanges();
        copy(bundle.root(), size, partition, channel, progress);
        if (known.isEmpty()) {
            BundleCheck.root(bundle, new Region(channel, partition.offset(), size));
        }
        return new Extent(partition.offset(), Math.ceilDiv(size, 4096) * 4096, partition.label(), known);
    }

    private static void copy(Path file, long size, Partition partition, FileChannel channel, Progress progress)
            throws IOException {
        try (FileChannel root = FileChannel.open(file, StandardOpenOption.READ);
                Writeback writeback = new Writeback(channel)) {
            channel.position(partition.offset());
            for (long done = 0; done < size; ) {
                long count = root.transferTo(done, Math.min(COPY_BYTES, size - done), channel);
                if (count <= 0) {
                    throw new IOException(file + " became shorter");
                }
                done += count;
                writeback.written(count);
                progress.step("bake", partition.label(), done, size);
            }
        }
    }

    private static long payloadBytes(BakeRequest request) throws IOException {
        long bytes = 8 * ImageLayout.MIB + bundleBytes(request.slotA());
        if (request.content().isPresent()) {
            bytes += Files.size(request.content().get().root());
        }
        return bytes + request.bootstrap().map(ImageBaker::bundleBytes).orElse(0L);
    }

    private static long bundleBytes(SlotBundle bundle) {
        return bundle.manifest().files().root().bytes()
                + bundle.manifest().files().kernel().bytes()
                + bundle.manifest().files().initrd().bytes();
    }

    /** Makes the file as long as the image without using room. */
    private static void setLength(FileChannel channel, long bytes) throws IOException {
        writeAll(channel, new byte[1], bytes - 1);
    }

    private static void writeAll(FileChannel channel, byte[] bytes, long at) throws IOException {
        ByteBuffer source = ByteBuffer.wrap(bytes);
        while (source.hasRemaining()) {
            channel.write(source, at + source.position());
        }
    }
}
