package dev.cairn.image.clone;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Region;
import dev.cairn.image.fat.FatReader;
import dev.cairn.image.gpt.GptReader;
import dev.cairn.image.gpt.Partition;
import dev.cairn.image.gpt.PartitionTable;
import dev.cairn.image.layer.Content;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.image.slot.SlotName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stick that is copied, opened for reading: its partitions and the files of its ESP. Thread-safe. */
final class Stick implements AutoCloseable {
    static final String ESP = "cairn-esp";
    static final String CONTENT = "cairn-content";
    private static final int MAX_SMALL_FILE = 16 << 20;

    private final FileChannel channel;
    private final String element;
    private final PartitionTable table;
    private final FatReader esp;
    private final List<FatReader.File> files;

    private Stick(FileChannel channel, String element) throws IOException {
        this.channel = channel;
        this.element = element;
        this.table = GptReader.read(Region.whole(channel), element);
        Partition partition = partition(ESP);
        this.esp = new FatReader(new Region(channel, partition.offset(), partition.length()), element + " " + ESP);
        this.files = esp.files();
    }

    static Stick open(Path device) {
        try {
            FileChannel channel = FileChannel.open(device, StandardOpenOption.READ);
            try {
                return new Stick(channel, device.toString());
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw ImageException.io("open", device.toString(), e);
        }
    }

    String element() {
        return element;
    }

    Partition partition(String label) {
        return table.byLabel(label).orElseThrow(() -> missing(label));
    }

    List<FatReader.File> files() {
        return files;
    }

    /** A file of the ESP where it stands on the stick, which must be in one piece. */
    Content content(FatReader.File file) {
        return new Content.Range(channel::read, file.path(), partition(ESP).offset() + esp.offset(file), file.bytes());
    }

    /** A small file of the ESP. */
    byte[] read(FatReader.File file) {
        return esp.read(file.path(), MAX_SMALL_FILE).orElseThrow(() -> missing(file.path()));
    }

    /** The manifest of what a slot holds; nothing where the slot is empty. */
    Optional<byte[]> manifest(SlotName slot) {
        return esp.read("/cairn/" + slot.id() + "/manifest.json", MAX_SMALL_FILE);
    }

    Optional<SlotManifest> parsedManifest(SlotName slot) {
        return manifest(slot).map(json -> SlotManifest.parse(json, element + " " + slot.partitionLabel()));
    }

    /** The first bytes of a partition. */
    Content start(Partition partition, long bytes) {
        return new Content.Range(channel::read, element + " " + partition.label(), partition.offset(), bytes);
    }

    ImageException missing(String what) {
        return new ImageException(ImageProblem.ENTRY_MISSING, "read", what, Map.of("in", element));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw ImageException.io("close", element, e);
        }
    }
}
