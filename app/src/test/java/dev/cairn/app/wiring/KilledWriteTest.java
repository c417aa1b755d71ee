package dev.cairn.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.CairnApp;
import dev.cairn.app.domain.library.ArtifactKind;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.played.PlayedArtifacts;
import dev.cairn.app.usecase.library.BakeRequest;
import dev.cairn.app.usecase.library.ImportRequest;
import dev.cairn.image.bake.ImageManifest;
import dev.cairn.image.drive.DriveWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Kills {@code cairn drive write} for real and runs the same command again; on loop devices where the test may make them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
final class KilledWriteTest {
    private static final long MIB = 1 << 20;
    private static final int NOISE_MIB = 48;

    private final boolean loops = output("id", "-u").equals("0");
    private final List<Path> devices = new ArrayList<>();
    private Path folder = Path.of("");
    private Path image = Path.of("");
    private Optional<ImageManifest> baked = Optional.empty();

    /** When the writer is killed, and how many milliseconds later at most. */
    private enum Moment {
        WRITING(1),
        READING_BACK(60),
        TABLES(4),
        ANY(1500);

        private final int millisMore;

        Moment(int millisMore) {
            this.millisMore = millisMore;
        }
    }

    /** Whether a drive shows that the writer has come so far. */
    private interface Reached {
        boolean on(Path drive) throws IOException;
    }

    private record Ended(int exit, String out, String err) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    @BeforeAll
    void bakeOnce(@TempDir Path shared) throws Exception {
        folder = shared;
        image = bake();
        baked = Optional.of(ImageManifest.beside(image));
    }

    private ImageManifest manifest() {
        return baked.orElseThrow();
    }

    @BeforeEach
    void plugIn() throws IOException {
        for (int i = 0; i < 2; i++) {
            Path backing = folder.resolve("drive" + i);
            try (RandomAccessFile file = new RandomAccessFile(backing.toFile(), "rw")) {
                file.setLength(driveBytes());
                file.seek(lastCleared());
                file.write(1);
            }
            devices.add(loops ? Path.of(output("losetup", "-f", "--show", backing.toString())) : backing);
        }
    }

    @AfterEach
    void unplug() throws IOException {
        for (int i = 0; i < devices.size(); i++) {
            if (loops) {
                output("losetup", "-d", devices.get(i).toString());
            }
            Files.delete(folder.resolve("drive" + i));
        }
        devices.clear();
    }

    private Path bake() throws Exception {
        PlayedArtifacts played = new PlayedArtifacts(folder);
        Path large = folder.resolve("large");
        byte[] noise = new byte[NOISE_MIB << 20];
        new Random(7).nextBytes(noise);
        Files.write(large, noise);
        CairnOptions options = CairnOptions.of(folder.resolve("home")).withAgentLayer(played.agentLayer());
        try (Cairn cairn = Cairn.open(options)) {
            cairn.initFleet().run("North");
            cairn.importArtifact()
                    .start(List.of(
                            new ImportRequest(played.baseOs(), null, "base"),
                            new ImportRequest(large, ArtifactKind.KUBERNETES, "k3s")))
                    .await();
            cairn.saveProfile().run(Library.PROFILE);
            Release release = cairn.createRelease().run("shop");
            Image baked =
                    cairn.bakeImage().start(BakeRequest.of(release.digest())).await();
            return baked.path();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameCommandGoesOnWhereItWasKilled(Moment moment) throws Exception {
        long seed = System.nanoTime();
        String run = moment + ", seed " + seed;
        System.out.println("killed at " + run);
        kill(moment, new Random(seed), run);
        List<Long> missing = new ArrayList<>();
        for (Path device : devices) {
            bootsOnlyWhenWhole(device, run);
            missing.add(missing(device));
        }
        Ended again = end(start(image, devices.toArray(Path[]::new)));
        assertThat(again.exit()).as(again.err()).isZero();
        JsonNode writes = again.json().get("writes");
        for (int i = 0; i < devices.size(); i++) {
            JsonNode write = writes.get(i);
            assertThat(write.get("result").asString()).isEqualTo("written");
            assertThat(write.get("verified").asBoolean()).isTrue();
            assertThat(write.get("problem").isNull()).isTrue();
            assertThat(write.get("written").asLong() + write.get("foundInPlace").asLong())
                    .isEqualTo(manifest().mappedBytes());
            assertThat(write.get("written").asLong())
                    .as(run + ", missing " + missing.get(i))
                    .isLessThanOrEqualTo(missing.get(i) + 8 * MIB);
            assertThat(missing(devices.get(i))).as(run).isZero();
            assertThat(output("sgdisk", "-v", devices.get(i).toString())).contains("No problems found");
        }
    }

    /** A drive that was being written has no partition table, or all of it. */
    private static void bootsOnlyWhenWhole(Path device, String run) throws IOException {
        byte[] first = bytes(device, 0, 4096);
        if (!DriveWriter.isUnfinished(first) && first[510] == 0x55) {
            assertThat(output("sgdisk", "-v", device.toString())).as(run).contains("No problems found");
        }
    }

    @Test
    void oneDriveThatFailsDoesNotFailTheOther() throws Exception {
        Path small = Files.write(folder.resolve("small"), new byte[4096]);
        Ended ended = end(start(image, devices.getFirst(), small));
        assertThat(ended.exit()).isEqualTo(1);
        JsonNode writes = ended.json().get("writes");
        assertThat(writes.get(0).get("result").asString()).isEqualTo("written");
        assertThat(writes.get(1).get("result").asString()).isEqualTo("failed");
        assertThat(writes.get(1).get("problem").get("code").asString()).isEqualTo("image.target-too-small");

        Path copy = folder.resolve("copy.img.zst");
        output("zstd", "-q", image.toString(), "-o", copy.toString());
        Files.copy(image.resolveSibling(image.getFileName() + ".json"), folder.resolve("copy.img.json"));
        Ended compressed = end(start(copy, devices.getFirst()));
        assertThat(compressed.exit()).as(compressed.err()).isZero();
        assertThat(compressed.json().get("writes").get(0).get("foundInPlace").asLong())
                .as("the same image was there already")
                .isGreaterThan(NOISE_MIB * MIB);
    }

    private void kill(Moment moment, Random random, String run) throws Exception {
        Path reached = devices.get(random.nextInt(devices.size()));
        Reached at = reached(moment, random);
        Process writer = start(image, devices.toArray(Path[]::new));
        try {
            while (writer.isAlive() && !at.on(reached)) {
                writer.waitFor(1, TimeUnit.MILLISECONDS);
            }
            writer.waitFor(random.nextInt(moment.millisMore), TimeUnit.MILLISECONDS);
        } finally {
            writer.destroyForcibly();
        }
        int exit = end(writer).exit();
        switch (moment) {
            case WRITING -> assertThat(exit).as(run).isEqualTo(137);
            case READING_BACK -> {
                assertThat(exit).as(run).isEqualTo(137);
                assertThat(missing(reached)).as(run).isZero();
            }
            case TABLES, ANY -> assertThat(exit).as(run).isIn(137, 0);
        }
    }

    private Reached reached(Moment moment, Random random) throws IOException {
        return switch (moment) {
            case WRITING -> {
                ImageManifest.Range range = manifest()
                        .ranges()
                        .get(10 + random.nextInt(manifest().ranges().size() / 2));
                byte[] wanted = bytes(image, range.offset(), 4096);
                yield drive -> Arrays.equals(bytes(drive, range.offset(), 4096), wanted);
            }
            case READING_BACK -> drive -> bytes(drive, lastCleared(), 1)[0] == 0;
            case TABLES ->
                drive -> new String(bytes(drive, driveBytes() - 512, 8), StandardCharsets.US_ASCII).equals("EFI PART");
            case ANY -> drive -> DriveWriter.isUnfinished(bytes(drive, 0, 4096));
        };
    }

    private long driveBytes() {
        return manifest().bytes() + 64 * MIB;
    }

    /** What is cleared behind the image's last partition is written last of all that is read back. */
    private long lastCleared() {
        return manifest().partitions().stream()
                        .mapToLong(partition -> partition.offset() + partition.bytes())
                        .max()
                        .orElseThrow()
                + 4 * MIB
                - 4096;
    }

    private static byte[] bytes(Path path, long at, int count) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] bytes = new byte[count];
            file.seek(at);
            file.readFully(bytes);
            return bytes;
        }
    }

    private static byte[] bytes(RandomAccessFile file, ImageManifest.Range range) throws IOException {
        byte[] bytes = new byte[range.bytes()];
        file.seek(range.offset());
        file.readFully(bytes);
        return bytes;
    }

    /** Bytes of the image that are not on the drive; tables and seed, which are the drive's own, left out. */
    private long missing(Path device) throws IOException {
        long missing = 0;
        try (RandomAccessFile drive = new RandomAccessFile(device.toFile(), "r");
                RandomAccessFile source = new RandomAccessFile(image.toFile(), "r")) {
            for (ImageManifest.Range range : manifest().ranges()) {
                if (!range.partition().startsWith(ImageManifest.TABLE_LABEL)) {
                    byte[] wanted = bytes(source, range);
                    byte[] found = bytes(drive, range);
                    for (int at = 0; at < wanted.length; at += 4096) {
                        missing += Arrays.equals(wanted, at, at + 4096, found, at, at + 4096) ? 0 : 4096;
                    }
                }
            }
        }
        return missing;
    }

    private Process start(Path source, Path... targets) throws IOException {
        List<Path> all = List.of(targets);
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@src/main/launch/jvm.options",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                CairnApp.class.getName(),
                "drive",
                "write",
                source.toString(),
                "--to",
                String.join(",", all.stream().map(Path::toString).toList()),
                "--yes",
                "--json",
                "--home",
                folder.resolve("home").toString());
        return new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    private Ended end(Process process) throws Exception {
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Ended(
                process.exitValue(), Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
    }

    private static String output(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            return output.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
