package dev.cairn.image.squashfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.image.ImageException;
import dev.cairn.image.OtherTools;
import dev.cairn.image.Progress;
import dev.cairn.image.SampleRoots;
import dev.cairn.image.layer.FilesLayer;
import dev.cairn.image.layer.Layer;
import dev.cairn.image.layer.MergedLayers;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SquashfsReaderTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"-comp zstd", "-comp gzip", "-noI -noD -noF -noX", "-comp zstd -no-fragments"})
    void imagesOfMksquashfsAreRead(String options) throws IOException {
        Path tree = Files.createDirectories(folder.resolve("tree/sub"));
        Files.write(tree.resolve("large"), SampleRoots.noise(1, 700_001));
        Files.write(
                tree.resolve("text"), "many words ".repeat(50_000).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Files.writeString(tree.resolve("small"), "small");
        Files.createSymbolicLink(tree.resolve("link"), Path.of("../sub/small"));
        OtherTools.shell(folder, "mksquashfs tree image.squashfs -no-progress -quiet " + options)
                .ok();
        try (SquashfsReader reader = SquashfsReader.open(folder.resolve("image.squashfs"))) {
            for (String name : List.of("large", "text", "small", "link")) {
                assertThat(Arrays.equals(reader.read("/sub/" + name), Files.readAllBytes(tree.resolve(name))))
                        .as(name)
                        .isTrue();
            }
            assertThat(reader.list("/sub")).containsExactly("large", "link", "small", "text");
        }
    }

    @Test
    void aFolderOfManyEntriesIsFoundByItsIndex() throws IOException {
        FilesLayer.Builder many = Layer.files("many");
        IntStream.range(0, 100_000).forEach(i -> many.file("/many/entry-number-" + i, "", 0644));
        Path image = squash(Compression.NONE, many.build());
        try (SquashfsReader reader = SquashfsReader.open(image)) {
            assertThat(reader.list("/many")).hasSize(100_000);
        }
        String listing =
                OtherTools.run("unsquashfs", "-l", image.toString()).ok().output();
        assertThat(listing.lines().filter(line -> line.contains("entry-number-")))
                .hasSize(100_000);
        OtherTools.onlyRootMounts();
        String script = "mount -t squashfs -o loop,ro \"$0\" \"$1\" && cd \"$1/many\""
                + " && for i in 0 7 777 9999 99999; do stat -c %n entry-number-$i; done && ls | wc -l";
        assertThat(OtherTools.run("unshare", "-m", "bash", "-c", script, image.toString(), folder.toString())
                        .ok()
                        .output())
                .endsWith("entry-number-99999\n100000\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void damagedImagesGiveAnErrorAndNothingElse(int level) throws IOException {
        Compression compression = level == 0 ? Compression.NONE : new Compression.Zstd(level);
        FilesLayer files = Layer.files("files")
                .file("/etc/text", "many words ".repeat(40_000), 0644)
                .file("/etc/small", "small", 0600)
                .symlink("/link", "etc/small")
                .build();
        byte[] good = Files.readAllBytes(squash(compression, files));
        long seed = 20260103L + level;
        Random random = new Random(seed);
        Path bad = folder.resolve("bad");
        for (int run = 0; run < 1000; run++) {
            byte[] bytes = random.nextInt(8) == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            for (int flips = random.nextInt(1, 6); flips > 0 && bytes.length > 0; flips--) {
                // The tables at both ends are where a reader can be led astray.
                int at = random.nextBoolean()
                        ? random.nextInt(Math.min(bytes.length, 96))
                        : Math.max(0, bytes.length - 1 - random.nextInt(4500));
                bytes[at] ^= (byte) random.nextInt(1, 256);
            }
            Files.write(bad, bytes);
            try (SquashfsReader reader = SquashfsReader.open(bad)) {
                reader.read("/etc/text");
                reader.read("/link");
                reader.list("/etc");
            } catch (ImageException expected) {
                assertThat(expected.element()).isNotEmpty();
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + " run " + run, e);
            }
        }
    }

    private Path squash(Compression compression, Layer... layers) throws IOException {
        Path image = folder.resolve("image.squashfs");
        try (MergedLayers merged = MergedLayers.open(List.of(layers), Progress.NONE);
                FileChannel out = FileChannel.open(image, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            new SquashfsWriter(compression).write(merged.tree(), out, "test", Progress.NONE);
        }
        return image;
    }
}
