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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Kills {@code cairn drive write} for real and runs the same command again; on loop devices where the test may make them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
final class KilledWriteTest {
    private static final long MIB = 1 << 20;
    private static final int NOISE_MIB = 64;

    private final boolean loops = output("id", "-u").equals("0");
    private final List<Path> devices = new ArrayList<>();
    private Path folder = Path.of("");
    private Path image = Path.of("");
    private Optional<ImageManifest> baked = Optional.empty();

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
                file.setLength(manifest().bytes() + 64 * MIB);
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

    @Test
    void theSameCommandGoesOnWhereItWasKilled() throws Exception {
        long seed = 18;
        Random random = new Random(seed);
        for (int run = 0; run < 2; run++) {
            if (run > 0) {
                unplug();
                plugIn();
            }
            Path reached = devices.get(random.nextInt(devices.size()));
            ImageManifest.Range range = manifest()
                    .ranges()
                    .get(10 + random.nextInt(manifest().ranges().size() / 2));
            killOnceWritten(reached, range);
            List<Long> missing = new ArrayList<>();
            for (Path device : devices) {
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
                assertThat(write.get("written").asLong()
                                + write.get("foundInPlace").asLong())
                        .isEqualTo(manifest().mappedBytes());
                assertThat(write.get("written").asLong())
                        .as("seed " + seed + " run " + run + " missing " + missing.get(i))
                        .isLessThanOrEqualTo(missing.get(i) + 8 * MIB);
                assertThat(missing(devices.get(i))).isZero();
            }
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

    private void killOnceWritten(Path device, ImageManifest.Range range) throws Exception {
        Process writer = start(image, devices.toArray(Path[]::new));
        try (RandomAccessFile drive = new RandomAccessFile(device.toFile(), "r");
                RandomAccessFile source = new RandomAccessFile(image.toFile(), "r")) {
            byte[] wanted = block(source, range.offset());
            while (writer.isAlive() && !Arrays.equals(block(drive, range.offset()), wanted)) {
                writer.waitFor(2, TimeUnit.MILLISECONDS);
            }
        } finally {
            writer.destroyForcibly();
        }
        assertThat(end(writer).exit()).as("killed").isEqualTo(137);
    }

    private static byte[] block(RandomAccessFile file, long at) throws IOException {
        byte[] block = new byte[4096];
        file.seek(at);
        file.readFully(block);
        return block;
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
                "--enable-native-access=ALL-UNNAMED",
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
