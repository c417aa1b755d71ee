package dev.cairn.image.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.OtherTools;
import dev.cairn.image.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadTarTest {
    @TempDir
    Path folder;

    @BeforeEach
    void makeTar() {
        OtherTools.shell(folder, """
                mkdir -p t/etc t/$(printf 'd%.0s' {1..120}); echo hello > t/etc/motd; ln -s motd t/etc/l; ln t/etc/motd t/etc/h
                head -c 20000 /dev/urandom > t/large; (cd t/d*; echo x > $(printf 'f%.0s' {1..150}))
                tar --format=gnu -C t -cf good.tar .; tar --format=pax -C t -cf pax.tar .
                xz -k good.tar; gzip -k good.tar; zstd -q good.tar
                """).ok();
    }

    @Test
    void aTruncatedTarIsRefusedByNameAndOffset() throws IOException {
        byte[] good = Files.readAllBytes(folder.resolve("good.tar"));
        int end = lastEntryEnd(good);
        for (int length : new int[] {0, 100, 512, 1000, end / 2, end - 512, end}) {
            Path cut = Files.write(folder.resolve("cut.tar"), Arrays.copyOf(good, length));
            ImageException refused = refusal(cut);
            assertThat(refused.problem()).as("cut at " + length).isEqualTo(ImageProblem.TAR_TRUNCATED);
            assertThat(refused.element()).isEqualTo(cut.toString());
            assertThat(Long.parseLong(refused.arguments().get("offset"))).isBetween(0L, (long) length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"good.tar.gz", "good.tar.xz", "good.tar.zst"})
    void aTruncatedCompressedTarIsRefused(String name) throws IOException {
        byte[] good = Files.readAllBytes(folder.resolve(name));
        Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(good, good.length * 2 / 3));
        assertThat(refusal(cut).problem()).isIn(ImageProblem.TAR_TRUNCATED, ImageProblem.TAR_CORRUPT);
    }

    @Test
    void aFlippedBitInAHeaderIsRefusedByOffset() throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve("good.tar"));
        bytes[512 + 20] ^= 4;
        ImageException refused = refusal(Files.write(folder.resolve("flipped.tar"), bytes));
        assertThat(refused.problem()).isEqualTo(ImageProblem.TAR_CORRUPT);
        assertThat(refused.arguments()).containsEntry("offset", "512");
    }

    @Test
    void somethingThatIsNoTarIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("readme.txt"), "This is no archive.\n".repeat(100));
        assertThat(refusal(text).problem()).isEqualTo(ImageProblem.TAR_CORRUPT);
    }

    @Test
    void pathsThatLeaveTheRootAreRefused() {
        OtherTools.shell(folder, "cd t/etc; tar -P -cf ../../evil.tar ../large").ok();
        assertThat(refusal(folder.resolve("evil.tar")).problem()).isEqualTo(ImageProblem.TAR_UNSAFE_PATH);
    }

    @Test
    void aMissingFileIsNamed() {
        ImageException refused = refusal(folder.resolve("absent.tar"));
        assertThat(refused.problem()).isEqualTo(ImageProblem.FILE_MISSING);
        assertThat(refused.element()).endsWith("absent.tar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"good.tar", "pax.tar", "good.tar.gz", "good.tar.xz", "good.tar.zst"})
    void damagedArchivesGiveAnErrorAndNothingElse(String name) throws IOException {
        byte[] good = Files.readAllBytes(folder.resolve(name));
        long seed = 20260101L + name.hashCode();
        Random random = new Random(seed);
        for (int run = 0; run < 250; run++) {
            byte[] bad = random.nextInt(4) == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            for (int flips = random.nextInt(1, 5); flips > 0 && bad.length > 0; flips--) {
                bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Path file = Files.write(folder.resolve("bad"), bad);
            try (MergedLayers merged = MergedLayers.open(List.of(Layer.tar(file)), Progress.NONE)) {
                assertThat(merged.tree()).isNotNull();
            } catch (ImageException expected) {
                assertThat(expected.arguments()).as("seed %d run %d", seed, run).containsKey("reason");
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + " run " + run, e);
            }
        }
    }

    private ImageException refusal(Path tar) {
        return catchThrowableOfType(
                ImageException.class, () -> MergedLayers.open(List.of(Layer.tar(tar)), Progress.NONE));
    }

    /** Where the zero blocks at the end begin. */
    private static int lastEntryEnd(byte[] tar) {
        int end = tar.length;
        while (end >= 512 && TarHeader.isZero(Arrays.copyOfRange(tar, end - 512, end))) {
            end -= 512;
        }
        return end;
    }
}
