package dev.cairn.agent.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.image.Sha256;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChunkStoreTest {
    private static final int HEAD = 36;

    @TempDir
    Path folder;

    private final Random random = new Random(7);

    @Test
    void whatWasKeptIsThereAfterARestart() throws Exception {
        List<byte[]> chunks = kept(new ChunkStore(folder), 40, 1_000);
        ChunkStore again = new ChunkStore(folder);
        for (byte[] chunk : chunks) {
            assertThat(again.has(Sha256.of(chunk), chunk.length)).isTrue();
            assertThat(again.read(Sha256.of(chunk)))
                    .hasValueSatisfying(read -> assertThat(read).isEqualTo(chunk));
        }
        assertThat(again.has(Sha256.of(chunks.getFirst()), 999)).isFalse();
    }

    @Test
    void whatAPowerCutLeftOfTheLastOneIsCutOff() throws Exception {
        List<byte[]> chunks = kept(new ChunkStore(folder), 3, 1_000);
        for (int lost = 1; lost <= 1_000 + HEAD; lost += 37) {
            Path pack = onlyPack();
            long whole = Files.size(pack);
            shorten(pack, whole - lost);
            ChunkStore again = new ChunkStore(folder);
            assertThat(again.has(Sha256.of(chunks.get(2)), 1_000)).isFalse();
            assertThat(again.read(Sha256.of(chunks.get(1)))).isPresent();
            again.put(Sha256.of(chunks.get(2)), chunks.get(2));
            assertThat(Files.size(pack)).as("nothing stands between them").isEqualTo(whole);
            assertThat(new ChunkStore(folder).read(Sha256.of(chunks.get(2)))).isPresent();
        }
    }

    @Test
    void zerosInPlaceOfWhatWasNotOnTheDiskYetEndAPack() throws Exception {
        List<byte[]> chunks = kept(new ChunkStore(folder), 4, 1_000);
        overwrite(2L * (HEAD + 1_000), new byte[2 * (HEAD + 1_000)]);
        ChunkStore again = new ChunkStore(folder);
        assertThat(again.read(Sha256.of(chunks.get(1)))).isPresent();
        assertThat(again.has(Sha256.of(chunks.get(2)), 1_000)).isFalse();
        assertThat(Files.size(onlyPack())).isEqualTo(2L * (HEAD + 1_000));
    }

    @Test
    void aDamagedOneIsForgottenAndTheOneThatComesForItCounts() throws Exception {
        List<byte[]> chunks = kept(new ChunkStore(folder), 3, 1_000);
        String second = Sha256.of(chunks.get(1));
        overwrite(2L * HEAD + 1_500, new byte[] {1, 2, 3});
        ChunkStore again = new ChunkStore(folder);
        assertThat(again.read(second)).isEmpty();
        assertThat(again.has(second, 1_000)).isFalse();
        again.put(second, chunks.get(1));
        assertThat(again.read(second)).isPresent();
        assertThat(new ChunkStore(folder).read(second)).as("the newest counts").isPresent();
        assertThat(again.read(Sha256.of(chunks.get(2)))).isPresent();
    }

    @Test
    void onlyWhatIsWantedStaysAndItsSpaceComesBack() throws Exception {
        ChunkStore store = new ChunkStore(folder);
        List<byte[]> chunks = kept(store, 100, 10_000);
        String wanted = Sha256.of(chunks.get(50));
        store.begin("a".repeat(64), 0, new byte[] {1});
        store.begin(wanted, 0, new byte[] {1});
        store.retain(Set.of(wanted));
        assertThat(store.read(wanted)).isPresent();
        assertThat(store.has(Sha256.of(chunks.get(51)), 10_000)).isFalse();
        assertThat(store.begun("a".repeat(64))).isZero();
        assertThat(store.begun(wanted)).as("the whole is there").isZero();
        assertThat(stored()).isLessThan(20_000);
        assertThat(new ChunkStore(folder).read(wanted)).isPresent();
        store.clear();
        assertThat(stored()).isZero();
        assertThat(store.has(wanted, 10_000)).isFalse();
        store.put(wanted, chunks.get(50));
        assertThat(new ChunkStore(folder).read(wanted)).isPresent();
    }

    @Test
    void filesOfAnAgentThatKeptEachChunkByItselfGo() throws Exception {
        Files.write(folder.resolve("b".repeat(64)), new byte[100]);
        Files.write(folder.resolve(".new-1"), new byte[100]);
        assertThat(new ChunkStore(folder).has("b".repeat(64), 100)).isFalse();
        assertThat(stored()).isZero();
    }

    @Test
    void packsEndSoThatSpaceComesBackInParts() throws Exception {
        ChunkStore store = new ChunkStore(folder);
        List<byte[]> chunks = kept(store, 35, 2 << 20);
        assertThat(packs()).hasSize(2);
        store.settle();
        store.retain(Set.of(Sha256.of(chunks.getLast())));
        assertThat(packs()).hasSize(1);
        assertThat(store.read(Sha256.of(chunks.getLast()))).isPresent();
    }

    private List<byte[]> kept(ChunkStore store, int count, int bytes) throws IOException {
        List<byte[]> chunks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] chunk = new byte[bytes];
            random.nextBytes(chunk);
            store.put(Sha256.of(chunk), chunk);
            chunks.add(chunk);
        }
        return chunks;
    }

    private List<Path> packs() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".pack")).toList();
        }
    }

    private Path onlyPack() throws IOException {
        assertThat(packs()).hasSize(1);
        return packs().getFirst();
    }

    private long stored() throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    private void overwrite(long at, byte[] bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(onlyPack().toFile(), "rw")) {
            file.seek(at);
            file.write(bytes);
        }
    }

    private static void shorten(Path file, long bytes) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(bytes);
        }
    }
}
