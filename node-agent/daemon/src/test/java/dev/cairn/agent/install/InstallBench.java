package dev.cairn.agent.install;

import dev.cairn.agent.fixture.TestBundles;
import dev.cairn.agent.state.StateFolder;
import dev.cairn.image.Progress;
import dev.cairn.image.bake.BakeRequest;
import dev.cairn.image.bake.ImageBaker;
import dev.cairn.image.bake.ImageManifest;
import dev.cairn.protocol.AfterInstall;
import dev.cairn.protocol.FleetId;
import dev.cairn.protocol.FleetKey;
import dev.cairn.protocol.InstallRule;
import dev.cairn.protocol.Seed;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A machine of files with a stick, {@code sda}, that was really written, and an empty internal disk, {@code nvme0n1}. */
final class InstallBench implements InstallConsole, InstallMachine {
    static final Seed SEED = Seed.of(new FleetId("f1"), FleetKey.generate().publicKey(), "b1", new byte[32]);
    private static final long DISK_BYTES = 900L << 20;

    private final Path root;
    private final List<String> lines = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private Consumer<String> watcher = line -> {};
    private Runnable whilePausing = () -> {};

    private InstallBench(Path root) {
        this.root = root;
    }

    /** Bakes the image for {@link #with}. */
    static Path image(Path folder) throws IOException {
        Path image = folder.resolve("x.img");
        new ImageBaker()
                .bake(
                        BakeRequest.of(
                                image,
                                TestBundles.build(folder.resolve("slot"), "1.0", "kernel", TestBundles.GOOD_K3S),
                                SEED.toPaddedBytes()),
                        Progress.NONE);
        return image;
    }

    static InstallBench with(Path image, Path folder, InstallRule rule) throws IOException {
        InstallBench bench = new InstallBench(folder);
        WrittenMachine.layOut(
                List.of(
                        "machine of files",
                        "disk nvme0n1 259:0 pci0000:00/nvme/nvme0 size=" + DISK_BYTES / 512
                                + " device/serial=N1 diskseq=5",
                        "disk sda 8:0 pci0000:00/usb1/1-2/host12 size=" + DISK_BYTES / 512 + " diskseq=7",
                        "part sda3 8:3 2000000",
                        "mount 8:3 /"),
                folder);
        Files.createDirectories(folder.resolve("dev"));
        for (String name : List.of("sda", "nvme0n1")) {
            try (RandomAccessFile file = new RandomAccessFile(bench.device(name).toFile(), "rw")) {
                file.setLength(DISK_BYTES);
            }
        }
        writeStick(image, bench.device("sda"), SEED.installing(rule).toPaddedBytes());
        return bench;
    }

    /** As dd would: the daemon has no use for compressed images, and without their library there is no DriveWriter. */
    private static void writeStick(Path image, Path stick, byte[] seed) throws IOException {
        run("cp", "--sparse=always", image.toString(), stick.toString());
        try (RandomAccessFile file = new RandomAccessFile(stick.toFile(), "rw")) {
            file.setLength(DISK_BYTES);
            file.seek(ImageManifest.beside(image).seedOffset());
            file.write(seed);
        }
    }

    /** What another program prints; it must end well. */
    static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new AssertionError(String.join(" ", command) + ": " + output);
        }
        return output;
    }

    static InstallRule rule(int countdown, AfterInstall then) {
        return new InstallRule("only-internal", 0, false, countdown, then);
    }

    Installer.End run(InstallRule rule) {
        Installer.Parts parts = new Installer.Parts(
                root,
                SEED.installing(rule),
                new SysDisks(root),
                new DeviceHoldings(root),
                new StateFolder(root.resolve("state")),
                this,
                this,
                this::pause);
        return new Installer(parts, rule).run();
    }

    private boolean pause(Duration wait) {
        whilePausing.run();
        return true;
    }

    void whilePausing(Runnable what) {
        whilePausing = what;
    }

    void watching(Consumer<String> what) {
        watcher = what;
    }

    Path device(String name) {
        return root.resolve("dev").resolve(name);
    }

    Path file(String path) {
        return root.resolve(path);
    }

    List<String> lines() {
        return lines;
    }

    /** What the machine was told. */
    List<String> done() {
        return done;
    }

    @Override
    public void say(String line) {
        lines.add(line);
        watcher.accept(line);
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    @Override
    public void reboot() {
        done.add("reboot");
    }

    @Override
    public void powerOff() {
        done.add("power-off");
    }

    @Override
    public void reset() {
        done.add("reset");
    }
}
