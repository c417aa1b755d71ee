package dev.cairn.app.bench;

import dev.cairn.app.bench.BenchReport.Row;
import dev.cairn.image.Progress;
import dev.cairn.image.Sha256;
import dev.cairn.image.bake.BakeRequest;
import dev.cairn.image.bake.ImageBaker;
import dev.cairn.image.diff.DiffReport;
import dev.cairn.image.diff.ImageDiff;
import dev.cairn.image.layer.Layer;
import dev.cairn.image.slot.ReleaseInfo;
import dev.cairn.image.slot.SlotBuilder;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.image.slot.SlotRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The rows of {@code cairn bench images}. One thread. */
final class ImagesBench {
    private static final int ZSTD_LEVEL = 9;
    private static final double MIB = 1 << 20;

    private final Path folder;
    private final int runs;
    private final Consumer<String> say;
    private final DebianRoots roots;

    ImagesBench(Path folder, int runs, Consumer<String> say) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.runs = runs;
        this.say = say;
        this.roots = new DebianRoots(folder, say);
    }

    List<Row> rows() throws IOException, InterruptedException {
        Tools.needs("mksquashfs", "squashfs-tools");
        List<Row> rows = new ArrayList<>();
        rows.addAll(told(baking()));
        rows.addAll(told(delta()));
        rows.addAll(told(new WritingBench(folder, runs, say).rows(image())));
        return rows;
    }

    /** Said at once: what comes later takes minutes and may fail. */
    private List<Row> told(List<Row> rows) {
        rows.forEach(row -> say.accept(row.line()));
        return rows;
    }

    /** Figures of one run: ours, then the peers'. */
    private record Baked(double slot, double image, double again, double heap, double unpack, double pack) {}

    private List<Row> baking() throws IOException, InterruptedException {
        Path tar = roots.updated();
        String input = " of a Debian 13 root of " + Math.round(Files.size(tar) / MIB) + " MiB";
        List<Baked> plain = new ArrayList<>();
        List<Baked> zstd = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            plain.add(bake(tar, 0, "-noI -noD -noF -noX"));
            zstd.add(bake(tar, ZSTD_LEVEL, "-comp zstd -Xcompression-level " + ZSTD_LEVEL + " -b 131072"));
            say.accept("  run " + (run + 1) + ": " + plain.getLast() + " " + zstd.getLast());
        }
        double peer = Tools.median(plain, baked -> baked.unpack() + baked.pack());
        String plainPeer = "tar -x and mksquashfs -noI -noD -noF -noX";
        return List.of(
                Row.against(
                        "bake slot, uncompressed," + input,
                        Tools.median(plain, Baked::slot),
                        "s",
                        plainPeer,
                        peer,
                        1.0),
                Row.against(
                        "bake image, uncompressed," + input,
                        Tools.median(plain, Baked::image),
                        "s",
                        plainPeer,
                        peer,
                        1.0),
                Row.against(
                        "bake slot, zstd " + ZSTD_LEVEL + "," + input,
                        Tools.median(zstd, Baked::slot),
                        "s",
                        "mksquashfs -comp zstd, same level and block size",
                        Tools.median(zstd, Baked::pack),
                        1.2),
                Row.alone(
                        "bake again after one file, uncompressed, of the first bake",
                        Tools.median(plain, baked -> baked.again() / baked.image()),
                        "ratio",
                        0.10),
                Row.alone(
                        "bake again after one file, zstd, of the first bake",
                        Tools.median(zstd, baked -> baked.again() / baked.image()),
                        "ratio",
                        0.10),
                Row.alone("most heap while baking", Tools.median(plain, Baked::heap), "MiB", 256));
    }

    private Baked bake(Path tar, int level, String options) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(folder, "run");
        try {
            double[] ours = probe(tar, work.resolve("ours"), level);
            double unpack = Tools.shell("mkdir \"$2\"; tar -C \"$2\" -xf \"$1\"", tar, work.resolve("tree"))
                    .seconds();
            double pack = Tools.shell(
                            "mksquashfs \"$1\" \"$2\" -noappend -quiet -no-progress " + options,
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
        return java.util.Arrays.stream(words).mapToDouble(Double::parseDouble).toArray();
    }

    /** Sizes do not vary from run to run, so that these are measured once. */
    private List<Row> delta() throws IOException, InterruptedException {
        Path before = bundle("released", roots.released());
        Path after = bundle("updated", roots.updated());
        say.accept("compares the two roots");
        DiffReport report = new ImageDiff().diffRoots(before, after, Progress.NONE);
        List<Row> rows = new ArrayList<>();
        String what = "update of a Debian 13 root from main to main + updates + security, by ";
        rows.add(
                row(what + "missing chunks, zstd", report.chunksPacked(), "everything, zstd -10", report.whole(), 1.0));
        rows.add(row(what + report.smallest(), report.smallestBytes(), "everything, zstd -10", report.whole(), 0.30));
        if (Tools.has("casync")) {
            rows.add(row(what + report.smallest(), report.smallestBytes(), "casync", casync(before, after), 0.65));
        } else {
            say.accept("no row beside casync: install the Debian package casync");
        }
        return rows;
    }

    private static Row row(String name, long bytes, String peer, long peerBytes, double bar) {
        return Row.against(name, bytes, "bytes", peer, peerBytes, bar);
    }

    private Path bundle(String name, Path tar) {
        Path bundle = folder.resolve(name);
        if (!Files.exists(bundle)) {
            ReleaseInfo release = new ReleaseInfo(Sha256.of(name.getBytes(StandardCharsets.UTF_8)), "bench", name);
            new SlotBuilder().build(new SlotRequest(bundle, release, List.of(Layer.tar(tar))), Progress.NONE);
        }
        return bundle;
    }

    private Path image() throws IOException, InterruptedException {
        Path image = folder.resolve("updated.img");
        if (!Files.exists(image)) {
            SlotBundle bundle = SlotBundle.open(bundle("updated", roots.updated()));
            new ImageBaker().bake(BakeRequest.of(image, bundle, new byte[] {'{', '}'}), Progress.NONE);
        }
        return image;
    }

    /** Bytes of the chunks, compressed as casync does by itself, that only the second root has. */
    private long casync(Path before, Path after) throws IOException, InterruptedException {
        Path store = Files.createTempDirectory(folder, "casync");
        try {
            String script = "casync make --store=\"$1/s.castr\" \"$1/x.caibx\" \"$2/root.squashfs\" >&2;"
                    + " find \"$1/s.castr\" -type f -printf '%s\\n' | awk '{ s += $1 } END { print s }'";
            long first = last(Tools.shell(script, store, before).output());
            return last(Tools.shell(script, store, after).output()) - first;
        } finally {
            Tools.shell("rm -rf \"$1\"", store);
        }
    }

    private static long last(String output) {
        return Long.parseLong(output.strip().lines().toList().getLast());
    }
}
