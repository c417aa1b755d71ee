package dev.cairn.image.lzma;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdCompressCtx;
import dev.cairn.image.OtherTools;
import dev.cairn.image.SampleRoots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XzDecisionsTest {
    @TempDir
    Path folder;

    /** Text in which things come back near and far, with noise between. */
    private static byte[] content(int seed, int bytes) {
        Random random = new Random(seed);
        List<byte[]> words = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            words.add(SampleRoots.noise(seed + i, 3 + random.nextInt(600)));
        }
        byte[] all = new byte[bytes];
        for (int at = 0; at < bytes; ) {
            byte[] word = words.get(random.nextInt(random.nextBoolean() ? 10 : words.size()));
            int count = Math.min(1 + random.nextInt(word.length), bytes - at);
            System.arraycopy(word, 0, all, at, count);
            at += count;
        }
        return all;
    }

    private byte[] xz(String options, byte[] content) throws IOException {
        Files.write(folder.resolve("x"), content);
        OtherTools.shell(folder, "xz " + options + " -k -f x").ok();
        return Files.readAllBytes(folder.resolve("x.xz"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--check=crc32 --lzma2=dict=1MiB",
                "-0",
                "-9e",
                "--threads=1 --check=sha256",
                "--threads=2 -6",
                "--lzma2=lc=0,lp=2,pb=0,dict=4KiB",
                "--lzma2=lc=1,lp=3,pb=4,nice=273",
                "--lzma2=mode=fast,mf=hc3"
            })
    void filesOfXzComeBackByteForByte(String options) throws IOException {
        for (byte[] content : List.of(
                content(1, 900_000), SampleRoots.noise(2, 300_000), new byte[70_000], new byte[] {7}, new byte[0])) {
            byte[] packed = xz(options, content);
            if (content.length == 0) {
                assertThat(XzDecisions.of(packed)).as("a file without a block").isEmpty();
            } else {
                byte[] decisions = XzDecisions.exact(packed).orElseThrow();
                assertThat(decisions).isNotEqualTo(packed);
                assertThat(XzDecisions.file(decisions).orElseThrow()).isEqualTo(packed);
            }
        }
    }

    @Test
    void aSmallChangeIsSmallInTheDecisions() throws IOException {
        byte[] before = content(3, 1_500_000);
        byte[] after = before.clone();
        for (int i = 1000; i < after.length; i += 150_000) {
            after[i]++;
        }
        byte[] packedBefore = xz("--lzma2=dict=1MiB", before);
        byte[] packedAfter = xz("--lzma2=dict=1MiB", after);
        int packed = patch(packedBefore, packedAfter);
        int taken = patch(
                XzDecisions.of(packedBefore).orElseThrow(),
                XzDecisions.of(packedAfter).orElseThrow());
        assertThat(taken).isLessThan(packed / 5);
    }

    private static int patch(byte[] before, byte[] after) {
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            return context.setLevel(19).setLong(27).loadDict(before).compress(after).length;
        }
    }

    @Test
    void otherFiltersAndOtherFilesAreLeftAlone() throws IOException {
        byte[] content = content(4, 200_000);
        assertThat(XzDecisions.of(xz("--x86 --lzma2", content))).isEmpty();
        assertThat(XzDecisions.of(xz("--block-size=50000 --threads=1", content)))
                .isPresent();
        assertThat(XzDecisions.of(content)).isEmpty();
        assertThat(XzDecisions.file(content)).isEmpty();
        byte[] packed = xz("", content);
        for (int i = 0; i < packed.length; i += 97) {
            byte[] cut = java.util.Arrays.copyOf(packed, i);
            assertThat(XzDecisions.exact(cut).flatMap(XzDecisions::file).orElse(cut))
                    .isEqualTo(cut);
        }
    }
}
