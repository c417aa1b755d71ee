package dev.cairn.app.bench;

import dev.cairn.image.Progress;
import dev.cairn.image.Sha256;
import dev.cairn.image.bake.BakeRequest;
import dev.cairn.image.bake.ImageBaker;
import dev.cairn.image.cache.BakeCache;
import dev.cairn.image.layer.Layer;
import dev.cairn.image.slot.ReleaseInfo;
import dev.cairn.image.slot.Reuse;
import dev.cairn.image.slot.SlotBuilder;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.image.slot.SlotRequest;
import dev.cairn.image.squashfs.Compression;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A program of its own, so that its heap can be bounded: bakes a tar twice, the second time with another configuration file, and writes down
 * seconds of first slot, first image, second slot and image together, and bytes of heap at most.
 */
public final class BakeProbe {
    /** The file in the folder that gets the figures. */
    static final String FIGURES = "figures.txt";

    private BakeProbe() {}

    /** Arguments: the tar, a folder, and a zstd level or 0 for uncompressed blocks. */
    public static void main(String[] arguments) throws Exception {
        Path tar = Path.of(arguments[0]);
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        int level = Integer.parseInt(arguments[2]);
        Compression compression = level == 0 ? Compression.NONE : new Compression.Zstd(level);
        // The real digest costs time only at import; any name that stands for this file does here.
        String name = Sha256.of(tar.toString().getBytes(StandardCharsets.UTF_8));
        Reuse reuse =
                new Reuse(new BakeCache(folder.resolve("cache"), 1 << 28, InstantSource.system()), Map.of(tar, name));
        long start = System.nanoTime();
        SlotBundle first = slot(folder, tar, "one", compression, reuse);
        long slot = System.nanoTime();
        image(folder, "one", first);
        long image = System.nanoTime();
        image(folder, "two", slot(folder, tar, "two", compression, reuse));
        long again = System.nanoTime();
        long heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
        String figures = String.format(
                Locale.ROOT,
                "%.3f %.3f %.3f %d",
                (slot - start) / 1e9,
                (image - start) / 1e9,
                (again - image) / 1e9,
                heap);
        Files.writeString(folder.resolve(FIGURES), figures);
    }

    private static SlotBundle slot(Path folder, Path tar, String text, Compression compression, Reuse reuse) {
        ReleaseInfo release = new ReleaseInfo(Sha256.of(text.getBytes(StandardCharsets.UTF_8)), "bench", text);
        return new SlotBuilder()
                .build(
                        new SlotRequest(
                                folder.resolve(text),
                                release,
                                List.of(
                                        Layer.tar(tar),
                                        Layer.files("configuration")
                                                .file("/etc/motd", text, 0644)
                                                .build()),
                                List.of("base-os", "configuration"),
                                compression,
                                Optional.of(reuse)),
                        Progress.NONE);
    }

    private static void image(Path folder, String name, SlotBundle bundle) {
        new ImageBaker()
                .bake(BakeRequest.of(folder.resolve(name + ".img"), bundle, new byte[] {'{', '}'}), Progress.NONE);
    }
}
