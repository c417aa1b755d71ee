package dev.cairn.app.bench;

import dev.cairn.app.bench.BenchReport.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The rows of {@code cairn bench images} for baking. What Cairn calls done is on the disk; the peers do not wait for that by themselves, so that
 * what they made is forced too (the unpacked tree, which is thrown away, is not). One thread.
 */
final class BakingBench {
    private static final int ZSTD_LEVEL = 9;
    private static final double MIB = 1 << 20;
    private static final String PLAIN = "-noI -noD -noF -noX";
    private static final String ZSTD = "-comp zstd -Xcompression-level " + ZSTD_LEVEL + " -b 131072";
    /** Two slots, two images, an unpacked tree, a peer's file and what the system needs. */
    private static final int COPIES = 8;

    private final Path folder;
    private final int runs;
    private final Consumer<String> say;

    BakingBench(Path folder, int runs, Consumer<String> say) {
        this.folder = folder;
        this.runs = runs;
        this.say = say;
    }

    /** Figures of one run: ours, then the peers'. */
    private record Baked(double slot, double image, double again, double heap, double unpack, double pack) {
        double peer() {
            return unpack + pack;
        }
    }

    List<Row> rows(Path tar) throws IOException, InterruptedException {
        Optional<Path> memory = MemoryFolder.with(COPIES * Files.size(tar));
        List<Baked> plain = new ArrayList<>();
        List<Baked> zstd = new ArrayList<>();
        List<Baked> inMemory = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            plain.add(bake(folder, tar, 0, PLAIN));
            zstd.add(bake(folder, tar, ZSTD_LEVEL, ZSTD));
            if (memory.isPresent()) {
                inMemory.add(bake(memory.get(), tar, 0, PLAIN));
            }
            say.accept("  run " + (run + 1) + ": " + plain.getLast() + " " + zstd.getLast() + " " + inMemory);
        }
        String input = " of a Debian 13 root of " + Math.round(Files.size(tar) / MIB) + " MiB";
        String peer = "tar -x and mksquashfs " + PLAIN;
        List<Row> rows = new ArrayList<>();
        rows.add(beside("bake slot, uncompressed, until it is on the disk," + input, plain, peer + ", forced too"));
        if (inMemory.isEmpty()) {
            say.accept("no row for baking in memory: there is not enough to spare");
        } else {
            rows.add(beside("bake slot, uncompressed, in memory," + input, inMemory, peer));
        }
        rows.add(Row.against(
                "bake slot, zstd " + ZSTD_LEVEL + ", until it is on the disk," + input,
                Tools.median(zstd, Baked::slot),
                "s",
                "mksquashfs -comp zstd, same level and block size, forced too",
                Tools.median(zstd, Baked::pack),
                1.2));
        rows.add(again("uncompressed", plain));
        rows.add(again("zstd", zstd));
        rows.add(Row.alone(
                "most heap while baking",
                Tools.median(Stream.concat(plain.stream(), zstd.stream()).toList(), Baked::heap),
                "MiB",
                256));
        return rows;
    }

    private static Row beside(String name, List<Baked> baked, String peer) {
        return Row.against(name, Tools.median(baked, Baked::slot), "s", peer, Tools.median(baked, Baked::peer), 1.0);
    }

    private static Row again(String how, List<Baked> baked) {
        return Row.alone(
                "bake again after one file, " + how + ", of the first bake",
                Tools.median(baked, one -> one.again() / one.image()),
                "ratio",
                0.10);
    }

    private static Baked bake(Path parent, Path tar, int level, String options)
            throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(parent, "cairn-bench-run");
        try {
            double[] ours = probe(tar, work.resolve("ours"), level);
            double unpack = Tools.shell("mkdir \"$2\"; tar -C \"$2\" -xf \"$1\"", tar, work.resolve("tree"))
                    .seconds();
            double pack = Tools.shell(
                            "mksquashfs \"$1\" \"$2\" -noappend -quiet -no-progress " + options + "; sync \"$2\"",
                            work.resolve("tree"),
                            work.resolve("peer.squashfs"))
                    .seconds();
            return new Baked(ours[0], ours[1], ours[2], ours[3] / MIB, unpack, pack);
        } finally {
            Tools.shell("rm -rf \"$1\"", work);
        }
    }

    private static double[] probe(Path tar, Path work, int level) throws IOException, InterruptedException {
        Tools.run(Tools.ours(
                List.of("-Xmx256m"),
                BakeProbe.class.getName(),
                List.of(tar.toString(), work.toString(), Integer.toString(level))));
        String[] words = Files.readString(work.resolve(BakeProbe.FIGURES)).split(" ");
        return Stream.of(words).mapToDouble(Double::parseDouble).toArray();
    }
}
