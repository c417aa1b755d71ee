package dev.cairn.image.layer;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.cairn.image.Packing;
import dev.cairn.image.Region;
import dev.cairn.image.SampleRoots;
import dev.cairn.image.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UnpackedStreamTest {
    private static final int BYTES = 5_000_000;
    private static final int STEP = 30_000;

    private final byte[] content = SampleRoots.noise(1, BYTES);
    private final AtomicInteger starts = new AtomicInteger();

    private UnpackedStream stream() {
        byte[] packed = Zstd.compress(content);
        Region stored = new Region(
                (into, at) -> {
                    starts.addAndGet(at == 0 ? 1 : 0);
                    int count = (int) Math.min(into.remaining(), packed.length - at);
                    into.put(packed, (int) at, count);
                    return count;
                },
                0,
                packed.length);
        return new UnpackedStream(stored, Packing.ZSTD, "noise");
    }

    private void assertThere(Region region, int at, int count) throws IOException {
        assertThat(region.read(at, count)).isEqualTo(Arrays.copyOfRange(content, at, at + count));
    }

    @Test
    void readingForwardsWithShortLooksBackUnpacksOnce() throws IOException {
        try (UnpackedStream stream = stream()) {
            Region region = Region.endless(stream);
            for (int at = 0; at < BYTES - 2 * STEP; at += STEP) {
                assertThere(region, at, 2 * STEP);
                assertThere(region, Math.max(0, at - STEP), 10);
            }
            assertThat(region.readSome(BYTES - 7, ByteBuffer.allocate(10))).isEqualTo(3);
            assertThat(stream.toTheEnd()).isEqualTo(Sha256.of(content));
        }
        assertThat(starts).hasValue(1);
    }

    @Test
    void twoReadersGoOnAtTheirOwnPlaces() throws IOException {
        try (UnpackedStream stream = stream()) {
            Region region = Region.endless(stream);
            for (int at = 0; at < BYTES / 3; at += STEP) {
                assertThere(region, BYTES / 2 + at, STEP);
                assertThere(region, at, STEP);
            }
            assertThat(starts).hasValue(2);
            assertThat(stream.toTheEnd()).isEqualTo(Sha256.of(content));
        }
        assertThat(starts).hasValue(2);
    }

    @Test
    void goingBackBeginsAgain() throws IOException {
        try (UnpackedStream stream = stream()) {
            Region region = Region.endless(stream);
            assertThere(region, 4_000_000, 100);
            assertThere(region, 3_000_000, 100);
            assertThere(region, 0, 100);
            assertThere(region, 4_500_000, 100);
            assertThat(stream.toTheEnd()).isEqualTo(Sha256.of(content));
        }
        assertThat(starts).hasValue(3);
    }
}
