package dev.cairn.image.fuzz;

import dev.cairn.image.OtherTools;
import dev.cairn.image.Progress;
import dev.cairn.image.fat.FatWriter;
import dev.cairn.image.gpt.GptWriter;
import dev.cairn.image.gpt.Partition;
import dev.cairn.image.gpt.PartitionTable;
import dev.cairn.image.gpt.PartitionType;
import dev.cairn.image.layer.Content;
import dev.cairn.image.layer.Layer;
import dev.cairn.image.layer.MergedLayers;
import dev.cairn.image.squashfs.Compression;
import dev.cairn.image.squashfs.SquashfsWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** File systems and partition tables. */
final class DiskSpecimens {
    private static final long FAT_BYTES = 272L << 20;
    private static final int DISK_BYTES = 64 << 10;

    private final Path folder;
    private final Path good;

    DiskSpecimens(Path folder, Path good) {
        this.folder = folder;
        this.good = good;
    }

    void addTo(List<Specimen> all) throws IOException {
        all.add(squashfs("squashfs-plain", Compression.NONE));
        all.add(squashfs("squashfs-zstd", new Compression.Zstd(3)));
        OtherTools.shell(
                        good,
                        "mksquashfs t squashfs-gzip -comp gzip -b 4096 -all-time 0 -mkfs-time 0 -all-root -no-progress -quiet"
                                + " -processors 1")
                .ok();
        all.add(squashfs("squashfs-gzip"));
        all.add(fat());
        byte[] disk = disk();
        all.add(Specimen.whole("gpt", folder.resolve("gpt"), disk, Repairs::gpt, Parsers::gpt));
        byte[] primaryOnly = Arrays.copyOf(disk, DISK_BYTES);
        Arrays.fill(primaryOnly, DISK_BYTES - 512, DISK_BYTES, (byte) 0);
        all.add(Specimen.whole("gpt-primary", folder.resolve("gpt1"), primaryOnly, Repairs::gpt, Parsers::gpt));
    }

    private Specimen squashfs(String name, Compression compression) throws IOException {
        try (MergedLayers merged = MergedLayers.open(List.of(Layer.tar(good.resolve("gnu-sparse"))), Progress.NONE);
                FileChannel out =
                        FileChannel.open(good.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            new SquashfsWriter(compression).write(merged.tree(), out, "fuzz", Progress.NONE);
        }
        return squashfs(name);
    }

    private Specimen squashfs(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(good.resolve(name));
        return Specimen.whole(name, folder.resolve(name), bytes, ignored -> {}, Parsers::squashfs);
    }

    /** The volume is large and nearly all holes: only its boot sector, the starts of its tables and its folders are damaged. */
    private Specimen fat() throws IOException {
        Path file = folder.resolve("fat");
        FatWriter writer = new FatWriter(FAT_BYTES, 7, "FUZZ");
        for (int i = 0; i < 40; i++) {
            writer.add("/loader/entries/a rather long name " + i + ".conf", new Content.InMemory(new byte[i * 300]));
        }
        writer.add("/EFI/BOOT/BOOTX64.EFI", new Content.InMemory(new byte[70_000]));
        try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw")) {
            random.setLength(FAT_BYTES);
            FileChannel channel = random.getChannel();
            writer.write(channel, 0, 0);
            ByteBuffer boot = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
            channel.read(boot, 0);
            int table = boot.getShort(14) * 512;
            int data = table + 2 * boot.getInt(36) * 512;
            int[] places = IntStream.concat(
                            IntStream.of(0, table), IntStream.range(0, 5).map(i -> data + i * Specimen.PLACE_BYTES))
                    .toArray();
            byte[] bytes = new byte[places.length * Specimen.PLACE_BYTES];
            for (int i = 0; i < places.length; i++) {
                channel.read(ByteBuffer.wrap(bytes, i * Specimen.PLACE_BYTES, Specimen.PLACE_BYTES), places[i]);
            }
            return new Specimen("fat", file, bytes, places, ignored -> {}, Parsers::fat);
        }
    }

    private static byte[] disk() {
        List<Partition> partitions = List.of(
                new Partition(1, "cairn-esp", PartitionType.ESP, new UUID(1, 2), 20480, 4096),
                new Partition(2, "cairn-slot-a", PartitionType.LINUX, new UUID(3, 4), 24576, 8192));
        PartitionTable table = new PartitionTable(new UUID(5, 6), partitions);
        byte[] disk = Arrays.copyOf(GptWriter.primary(table, DISK_BYTES), DISK_BYTES);
        byte[] backup = GptWriter.backup(table, DISK_BYTES);
        System.arraycopy(backup, 0, disk, DISK_BYTES - backup.length, backup.length);
        return disk;
    }
}
