package dev.cairn.app.bench;

import dev.cairn.app.bench.BenchReport.Row;
import dev.cairn.app.bench.WriteProbe.Figures;
import dev.cairn.image.Region;
import dev.cairn.image.bake.ImageManifest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The rows of {@code cairn bench images} for writing drives, on loop devices. One thread. */
final class WritingBench {
    private static final int DRIVES = 8;
    private static final int MANY = 16;
    private static final long THROTTLE = 5_000_000;
    private static final long USB = 300_000_000;
    private static final double MIB = 1 << 20;

    private final Path folder;
    private final int runs;
    private final Consumer<String> say;

    WritingBench(Path folder, int runs, Consumer<String> say) {
        this.folder = folder;
        this.runs = runs;
        this.say = say;
    }

    /** No rows where this process may not make loop devices; {@code image} has its manifest beside it. */
    List<Row> rows(Path image) throws IOException, InterruptedException {
        if (!LoopDevices.possible()) {
            say.accept("no rows for writing: loop devices need root and the Debian package mount");
            return List.of();
        }
        ImageManifest manifest = ImageManifest.beside(image);
        List<Row> rows = new ArrayList<>();
        Path packed = folder.resolve("mapped.bin");
        try (LoopDevices loops = new LoopDevices(folder, DRIVES, manifest.bytes())) {
            pack(image, manifest, packed);
            Path one = loops.all().getFirst();
            rows.addAll(one(image, packed, one, Optional.empty()));
            rows.addAll(likeUsb(image, packed, one));
            throttled(image, loops.all()).ifPresent(rows::add);
        } finally {
            Files.deleteIfExists(packed);
        }
        rows.add(memory(image));
        return rows;
    }

    /** The mapped bytes one behind the other: what a tool without a map would have to be given to write no more than we. */
    private static void pack(Path image, ImageManifest manifest, Path packed) throws IOException {
        try (FileChannel in = FileChannel.open(image);
                OutputStream out = Files.newOutputStream(packed)) {
            Region whole = Region.whole(in);
            for (ImageManifest.Range range : manifest.ranges()) {
                out.write(whole.read(range.offset(), range.bytes()));
            }
        }
    }

    /** Seconds of one run. */
    private record Written(double ours, double oursWithReadBack, double dd, double read, double bmaptool) {}

    /** A loop device is as fast as this computer's own disk or memory; this one is as fast as a good USB drive. */
    private List<Row> likeUsb(Path image, Path packed, Path device) throws IOException, InterruptedException {
        Optional<Throttle> throttle = Throttle.on(device, USB);
        if (throttle.isEmpty()) {
            say.accept("no rows for a drive of " + USB / 1_000_000 + " MB/s: no control group that throttles");
            return List.of();
        }
        try (Throttle usb = throttle.get()) {
            return one(image, packed, device, Optional.of(usb));
        }
    }

    private List<Row> one(Path image, Path packed, Path device, Optional<Throttle> throttle)
            throws IOException, InterruptedException {
        boolean bmaptool = Tools.has("bmaptool");
        if (!bmaptool) {
            say.accept("no row beside bmaptool: install the Debian package bmap-tools");
        }
        List<Written> all = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            all.add(oneRun(image, packed, device, bmaptool, throttle));
            say.accept("  run " + (run + 1) + ": " + all.getLast());
        }
        String what = " of " + Math.round(Files.size(packed) / MIB) + " MiB to one loop device"
                + (throttle.isPresent() ? " held at " + USB / 1_000_000 + " MB/s" : "");
        List<Row> rows = new ArrayList<>();
        rows.add(Row.against(
                "write" + what,
                Tools.median(all, Written::ours),
                "s",
                "dd bs=4M oflag=direct conv=fsync of the mapped bytes",
                Tools.median(all, Written::dd),
                1 / 0.97));
        rows.add(Row.against(
                "write and read back" + what,
                Tools.median(all, Written::oursWithReadBack),
                "s",
                "our write and one dd iflag=direct of the mapped bytes",
                Tools.median(all, written -> written.ours() + written.read()),
                1.15));
        if (bmaptool) {
            rows.add(Row.against(
                    "write" + what,
                    Tools.median(all, Written::ours),
                    "s",
                    "bmaptool",
                    Tools.median(all, Written::bmaptool),
                    1));
        }
        return rows;
    }

    private Written oneRun(Path image, Path packed, Path device, boolean bmaptool, Optional<Throttle> throttle)
            throws IOException, InterruptedException {
        erase(device);
        Figures ours = probe(image, 0, List.of(device), throttle);
        double dd = timed(
                throttle,
                Tools.script("dd if=\"$1\" of=\"$2\" bs=4M oflag=direct conv=fsync status=none", packed, device));
        double read = timed(
                throttle,
                Tools.script(
                        "dd if=\"$2\" of=/dev/null bs=4M iflag=direct,count_bytes count=$(stat -c %s \"$1\") status=none",
                        packed, device));
        double other = !bmaptool
                ? 0
                : timed(
                        throttle,
                        Tools.script("bmaptool -q copy --bmap \"$1\" \"$2\" \"$3\"", map(image), image, device));
        return new Written(ours.write(), ours.both(), dd, read, other);
    }

    private static double timed(Optional<Throttle> throttle, List<String> command)
            throws IOException, InterruptedException {
        return Tools.run(throttle.map(one -> one.inside(command)).orElse(command))
                .seconds();
    }

    /** Else the writer would find its own bytes of the run before, and not write them again. */
    private static void erase(Path device) throws IOException, InterruptedException {
        Tools.shell("dd if=/dev/zero of=\"$1\" bs=1M count=8 oflag=direct conv=fsync status=none", device);
    }

    private Path map(Path image) throws IOException, InterruptedException {
        Path map = folder.resolve("image.bmap");
        if (!Files.exists(map)) {
            Tools.shell("bmaptool -q create -o \"$2\" \"$1\"", image, map);
        }
        return map;
    }

    /** Seven drives beside an eighth, against the same seven alone. */
    private Optional<Row> throttled(Path image, List<Path> devices) throws IOException, InterruptedException {
        Optional<Throttle> throttle = Throttle.on(devices.getFirst(), THROTTLE);
        if (throttle.isEmpty()) {
            say.accept("no row for a slow drive among others: this system has no control group that throttles");
            return Optional.empty();
        }
        try (Throttle one = throttle.get()) {
            List<Double> alone = new ArrayList<>();
            List<Double> beside = new ArrayList<>();
            for (int run = 0; run < runs; run++) {
                for (Path device : devices) {
                    erase(device);
                }
                alone.add(probe(image, 0, devices.subList(1, DRIVES), Optional.empty())
                        .both());
                for (Path device : devices) {
                    erase(device);
                }
                beside.add(probe(image, 1, devices, Optional.of(one)).both());
                say.accept("  run " + (run + 1) + ": alone " + alone.getLast() + " beside " + beside.getLast());
            }
            return Optional.of(Row.against(
                    "the slowest of seven drives beside an eighth at 5 MB/s",
                    Tools.median(beside, time -> time),
                    "s",
                    "the same seven alone",
                    Tools.median(alone, time -> time),
                    1.05));
        }
    }

    private Row memory(Path image) throws IOException, InterruptedException {
        Path targets = Files.createTempDirectory(folder, "many");
        try {
            List<Path> files = IntStream.range(0, MANY)
                    .mapToObj(number -> targets.resolve("drive-" + number))
                    .toList();
            return Row.alone(
                    "most memory of the process that writes " + MANY + " drives",
                    probe(image, 0, files, Optional.empty()).memory(),
                    "MiB",
                    192);
        } finally {
            Tools.shell("rm -rf \"$1\"", targets);
        }
    }

    private Figures probe(Path image, int left, List<Path> targets, Optional<Throttle> throttle)
            throws IOException, InterruptedException {
        Path figures = folder.resolve("figures.txt");
        List<String> java = Tools.ours(
                List.of(),
                WriteProbe.class.getName(),
                Stream.concat(
                                Stream.of(figures.toString(), image.toString(), Integer.toString(left)),
                                targets.stream().map(Path::toString))
                        .toList());
        Tools.run(throttle.map(one -> one.inside(java)).orElse(java));
        return Figures.parse(Files.readString(figures));
    }
}
