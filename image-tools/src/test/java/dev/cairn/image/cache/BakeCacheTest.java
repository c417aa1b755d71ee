package dev.cairn.image.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.image.StagedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BakeCacheTest {
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);
    private static final String C = "c".repeat(64);

    private final AtomicLong second = new AtomicLong(1_700_000_000);

    @TempDir
    Path folder;

    private BakeCache cache(long bytes) {
        return new BakeCache(folder, bytes, () -> Instant.ofEpochSecond(second.incrementAndGet()));
    }

    @Test
    void dropsWhatWasUnusedForLongestWhenFull() {
        BakeCache cache = cache(3000);
        cache.put(A, new byte[1000]);
        cache.put(B, new byte[1000]);
        assertThat(cache.get(A)).isPresent();
        cache.put(C, new byte[1000]);
        assertThat(cache.peek(B)).as("used before A").isEmpty();
        assertThat(cache.get(A)).contains(new byte[1000]);
        assertThat(cache.get(C)).isPresent();
    }

    @Test
    void takesADamagedOrCutEntryForAbsent() throws IOException {
        BakeCache cache = cache(1 << 20);
        cache.put(A, new byte[] {1, 2, 3});
        byte[] bytes = Files.readAllBytes(folder.resolve(A));
        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 16;
            Files.write(folder.resolve(A), damaged);
            assertThat(cache.get(A)).as("byte %d", i).isEmpty();
            Files.write(folder.resolve(A), java.util.Arrays.copyOf(bytes, i));
            assertThat(cache.get(A)).as("cut at %d", i).isEmpty();
        }
        cache.put(A, new byte[] {4});
        assertThat(cache.get(A)).contains(new byte[] {4});
    }

    @Test
    void aKilledWriterLeavesNothingThatIsTakenForAnEntry() throws IOException {
        BakeCache cache = cache(1 << 20);
        cache.put(A, new byte[10]);
        Files.write(folder.resolve(StagedFile.PREFIX + "99999999-x"), new byte[5000]);
        assertThat(cache.get(B)).isEmpty();
        assertThat(cache.get(A)).isPresent();
        cache.put(B, new byte[10]);
        assertThat(Files.exists(folder.resolve(StagedFile.PREFIX + "99999999-x")))
                .as("swept, for its process is gone")
                .isFalse();
    }
}
