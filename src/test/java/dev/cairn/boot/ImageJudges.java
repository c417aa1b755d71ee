package dev.cairn.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.image.bake.ImageManifest;
import dev.cairn.image.bake.ImagePartition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Other people's tools that judge an image: the partition table, the ESP and the root file system. */
final class ImageJudges {
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
        String table = Tool.run("sgdisk", "-p", disk.toString());
        String line = table.lines()
                .filter(row -> row.endsWith("cairn-data"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no data partition:\n" + table));
        long start = Long.parseLong(line.strip().split("\\s+")[1]);
        String device = disk + "?offset=" + start * 512;
        // The machine was switched off, not shut down: what it wrote last may stand in the journal only.
        Tool.run("debugfs", "-w", "-R", "journal_run", device);
        return Tool.run("debugfs", "-R", "cat " + path, device);
    }

    private static ImagePartition partition(ImageManifest manifest, String label) {
        return manifest.partitions().stream()
                .filter(part -> part.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static Path extract(Path image, ImagePartition part, Path to) {
        Tool.run(
                Duration.ofMinutes(2),
                "dd",
                "if=" + image,
                "of=" + to,
                "bs=1M",
                "conv=sparse",
                "status=none",
                "iflag=skip_bytes,count_bytes",
                "skip=" + part.offset(),
                "count=" + part.bytes());
        return to;
    }
}
