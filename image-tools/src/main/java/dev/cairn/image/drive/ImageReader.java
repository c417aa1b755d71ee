package dev.cairn.image.drive;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Region;
import dev.cairn.image.bake.ImagePartition;
import dev.cairn.image.fat.FatReader;
import dev.cairn.image.gpt.GptReader;
import dev.cairn.image.gpt.Partition;
import dev.cairn.image.gpt.PartitionTable;
import dev.cairn.image.squashfs.SquashfsReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads single files and partitions out of an image or a written drive. Thread-safe. */
public final class ImageReader implements AutoCloseable {
    private static final int MAX_ESP_FILE = 256 << 20;
    private static final String ESP = "cairn-esp";

    private final DriveBytes bytes;
    private final String element;
    private final PartitionTable table;

    private ImageReader(DriveBytes bytes, String element, PartitionTable table) {
        this.bytes = bytes;
        this.element = element;
        this.table = table;
    }

    public static ImageReader open(Path image) {
        try {
            DriveBytes bytes = DriveBytes.open(image);
            try {
                Region whole = new Region(bytes, 0, bytes.size());
                return new ImageReader(bytes, image.toString(), GptReader.read(whole, image.toString()));
            } catch (IOException | RuntimeException e) {
                bytes.close();
                throw e;
            }
        } catch (IOException e) {
            throw ImageException.io("open", image.toString(), e);
        }
    }

    public List<ImagePartition> partitions() {
        return ImagePartition.all(table);
    }

    /** A file of the ESP, for example {@code /cairn/a/manifest.json}. */
    public byte[] espFile(String path) {
        return new FatReader(region(ESP), ESP)
                .read(path, MAX_ESP_FILE)
                .orElseThrow(() -> new ImageException(ImageProblem.ENTRY_MISSING, "read", path, Map.of("in", element)));
    }

    /** Paths of all files of the ESP. */
    public List<String> espFiles() {
        return new FatReader(region(ESP), ESP)
                .files().stream().map(FatReader.File::path).toList();
    }

    /** The squashfs in the partition of this label; it lives as long as this reader. */
    public SquashfsReader squashfs(String partitionLabel) {
        return SquashfsReader.open(region(partitionLabel), element + " " + partitionLabel);
    }

    /** Copies the first {@code bytes} of a partition. */
    public void copyPartition(String partitionLabel, long bytes, OutputStream out) {
        Region region = region(partitionLabel);
        try {
            for (long done = 0; done < bytes; ) {
                int count = (int) Math.min(1 << 20, bytes - done);
                out.write(region.read(done, count));
                done += count;
            }
        } catch (IOException e) {
            throw ImageException.io("read", element + " " + partitionLabel, e);
        }
    }

    private Region region(String label) {
        Partition partition = table.byLabel(label)
                .orElseThrow(
                        () -> new ImageException(ImageProblem.ENTRY_MISSING, "read", label, Map.of("in", element)));
        return new Region(bytes, partition.offset(), partition.length());
    }

    @Override
    public void close() {
        try {
            bytes.close();
        } catch (IOException e) {
            throw ImageException.io("close", element, e);
        }
    }
}
