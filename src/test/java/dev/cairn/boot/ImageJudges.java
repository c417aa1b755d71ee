package dev.cairn.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.image.bake.ImageManifest;
import dev.cairn.image.bake.ImagePartition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Other people's tools that judge an image: the partition table, the ESP and the root file system. */
final class ImageJudges {
    private static final long ESP_BYTES = 512L << 20;

    private ImageJudges() {}

    static void judge(Path image, ImageManifest manifest, Path scratch) throws Exception {
        Tool.require("sgdisk", "gdisk");
        Tool.require("fsck.fat", "dosfstools");
        Tool.require("unsquashfs", "squashfs-tools");
        assertThat(Tool.run("sgdisk", "-v", image.toString())).contains("No problems found");

        Path esp = extract(image, partition(manifest, "cairn-esp"), scratch.resolve("esp.img"));
        Tool.run("fsck.fat", "-n", esp.toString());
        Files.delete(esp);

        Path slot = extract(image, partition(manifest, "cairn-slot-a"), scratch.resolve("slot-a.img"));
        String listing = Tool.run(Duration.ofMinutes(2), "unsquashfs", "-l", slot.toString());
        assertThat(listing)
                .contains("squashfs-root/usr/lib/systemd/systemd")
                .contains("squashfs-root/usr/lib/cairn/agent/run")
                .contains("squashfs-root/usr/lib/cairn/jre/bin/java")
                .contains("squashfs-root/usr/local/bin/k3s");
        Files.delete(slot);
    }

    /** The content of a file on the data partition of a disk that no machine uses, by e2fsprogs' own reader. */
    static String dataFile(Path disk, String path) {
        Tool.require("debugfs", "e2fsprogs");
        String device = disk + "?offset=" + startOf(disk, "cairn-data");
        // The machine was switched off, not shut down: what it wrote last may stand in the journal only, checksums of
        // bitmaps included, which
        // debugfs would refuse to open (-n). It ends with 0 whatever happens.
        Tool.run("debugfs", "-n", "-w", "-R", "journal_run", device);
        String content = Tool.run("debugfs", "-R", "cat " + path, device);
        assertThat(content).as(path).doesNotContain("Filesystem not open", "File not found");
        return content;
    }

    /** The names of the boot entries of a disk whose machine lost its power; each must be whole, by mtools and fsck.fat. */
    static List<String> bootEntries(Path disk, Path scratch) throws IOException {
        Tool.require("mdir", "mtools");
        long start = startOf(disk, "cairn-esp");
        Path esp = scratch.resolve("esp-afterwards.img");
        copy(disk, start, ESP_BYTES, esp);
        // Exit 1 says that the dirty bit is set, which it must be; what else is wrong stands in the text.
        String verdict = Tool.run("sh", "-c", "fsck.fat -n \"$0\" || [ $? -eq 1 ]", esp.toString());
        assertThat(verdict).doesNotContain("free cluster", "cluster chain", "share clusters", "Reclaimed");
        List<String> names = Tool.run("mdir", "-b", "-i", esp.toString(), "::/loader/entries")
                .lines()
                .filter(line -> line.endsWith(".conf"))
                .map(line -> line.substring(line.lastIndexOf('/') + 1))
                .toList();
        for (String name : names) {
            assertThat(Tool.run("mtype", "-i", esp.toString(), "::/loader/entries/" + name))
                    .as(name)
                    .hasSize(512)
                    .contains("\nlinux /cairn/", "\noptions root=PARTUUID=");
        }
        Files.delete(esp);
        return names;
    }

    /** Plays a disk that lost what a partition held: its first bytes read as zeros from now on, also for a machine that runs. */
    static void lose(Path disk, String label, long bytes) {
        Tool.run(
                "fallocate",
                "--punch-hole",
                "--offset",
                Long.toString(startOf(disk, label)),
                "--length",
                Long.toString(bytes),
                disk.toString());
    }

    private static long startOf(Path disk, String label) {
        String table = Tool.run("sgdisk", "-p", disk.toString());
        String line = table.lines()
                .filter(row -> row.endsWith(label))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no partition " + label + ":\n" + table));
        return Long.parseLong(line.strip().split("\\s+")[1]) * 512;
    }

    private static ImagePartition partition(ImageManifest manifest, String label) {
        return manifest.partitions().stream()
                .filter(part -> part.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static Path extract(Path image, ImagePartition part, Path to) {
        return copy(image, part.offset(), part.bytes(), to);
    }

    private static Path copy(Path disk, long offset, long bytes, Path to) {
        Tool.run(
                Duration.ofMinutes(2),
                "dd",
                "if=" + disk,
                "of=" + to,
                "bs=1M",
                "conv=sparse",
                "status=none",
                "iflag=skip_bytes,count_bytes",
                "skip=" + offset,
                "count=" + bytes);
        return to;
    }
}
