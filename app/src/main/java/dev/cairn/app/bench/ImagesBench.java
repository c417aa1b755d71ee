package dev.cairn.app.bench;

import dev.cairn.app.bench.BenchReport.Row;
import dev.cairn.image.Progress;
import dev.cairn.image.Sha256;
import dev.cairn.image.bake.BakeRequest;
import dev.cairn.image.bake.ImageBaker;
import dev.cairn.image.diff.Cost;
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
        rows.addAll(told(new BakingBench(folder, runs, say).rows(roots.updated())));
        rows.addAll(told(delta()));
        rows.addAll(told(new WritingBench(folder, runs, say).rows(image())));
        return rows;
    }

    /** Said at once: what comes later takes minutes and may fail. */
    private List<Row> told(List<Row> rows) {
        rows.forEach(row -> say.accept(row.line()));
        return rows;
    }

    /** Sizes do not vary from run to run, so that these are measured once. */
    private List<Row> delta() throws IOException, InterruptedException {
        Path before = bundle("released", roots.released());
        Path after = bundle("updated", roots.updated());
        say.accept("compares the two roots");
        Cost report = new ImageDiff().diffRoots(before, after, Progress.NONE).slot();
        List<Row> rows = new ArrayList<>();
        String what = "update of a Debian 13 root from main to main + updates + security, by ";
        rows.add(row(
                what + "missing chunks, zstd",
                report.chunksPacked().orElseThrow(),
                "everything, zstd -10",
                report.whole().orElseThrow(),
                1.0));
        rows.add(row(
                what + report.smallest(),
                report.smallestBytes(),
                "everything, zstd -10",
                report.whole().orElseThrow(),
                0.30));
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
