package dev.cairn.boot.powercut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs written here by the text of dm-log-writes, and disks that an array plays. */
final class ReplayTest {
    private static final int SECTORS = 64;

    @TempDir
    Path folder;

    private final Random random = new Random(7);
    private final List<byte[]> states = new ArrayList<>();
    private FileChannel log;
    private long at = 1;

    @BeforeEach
    void open() throws IOException {
        log = FileChannel.open(
                folder.resolve("log"), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
        ByteBuffer superblock = little(WriteLog.SECTOR);
        superblock.putLong(0, 0x6a736677736872L).putLong(8, 1).putInt(24, WriteLog.SECTOR);
        log.write(superblock, 0);
        byte[] before = new byte[SECTORS * WriteLog.SECTOR];
        random.nextBytes(before);
        Files.write(folder.resolve("before"), before);
        states.add(before);
    }

    @Test
    void everyPrefixIsWhatTheDiskHeld() throws Exception {
        for (int i = 0; i < 200; i++) {
            int first = random.nextInt(SECTORS - 9);
            switch (random.nextInt(5)) {
                case 0 -> discard(first, 1 + random.nextInt(8));
                case 1 -> flush();
                default -> write(first, 1 + random.nextInt(8));
            }
        }
        try (WriteLog writes = WriteLog.open(finished());
                FileChannel before = FileChannel.open(folder.resolve("before"))) {
            List<WriteLog.Entry> entries = writes.entries();
            assertThat(entries).hasSize(200);
            ReplayedDisk disk = new ReplayedDisk(before, writes);
            DiskCopy copy = DiskCopy.of(folder.resolve("copy"), disk, 8 * WriteLog.SECTOR, 32 * WriteLog.SECTOR);
            List<Integer> seen = new ArrayList<>();
            new Replay(disk, entries).visit(new CutPoints(entries, 1).every(0, 200), (point, held) -> {
                byte[] expected = states.get(point.upTo());
                assertThat(held.whole().read(0, expected.length)).isEqualTo(expected);
                assertThat(held.whole().read(700, 5_000)).isEqualTo(Arrays.copyOfRange(expected, 700, 5_700));
                copy.bring(held);
                assertThat(Files.readAllBytes(copy.file()))
                        .isEqualTo(Arrays.copyOfRange(expected, 8 * WriteLog.SECTOR, 40 * WriteLog.SECTOR));
                seen.add(point.upTo());
            });
            assertThat(seen).hasSize(201);
        }
    }

    @Test
    void reorderingLosesOnlyWhatWasNotFlushedAndNeverWhatWentThroughTheCache() throws Exception {
        write(0, 1);
        flush();
        write(1, 1);
        request(2, 1, 2, new byte[WriteLog.SECTOR]);
        write(3, 4);
        try (WriteLog writes = WriteLog.open(finished());
                FileChannel before = FileChannel.open(folder.resolve("before"))) {
            List<WriteLog.Entry> entries = writes.entries();
            List<CutPoint> points = new CutPoints(entries, 5).reordered(400, 0, entries.size());
            assertThat(points).allMatch(point -> point.from() == 2 && point.upTo() > 2 || point.upTo() < 2);
            assertThat(points)
                    .filteredOn(point -> point.upTo() > 3)
                    .allMatch(point -> point.kept().contains(3));
            assertThat(points).anyMatch(point -> point.kept().equals(List.of(3, 4)));
            assertThat(points).anyMatch(point -> point.torn() > 0);
            CutPoint torn = new CutPoint(2, 5, List.of(3, 4), 2, "torn");
            new Replay(new ReplayedDisk(before, writes), entries).visit(List.of(torn), (point, held) -> {
                assertThat(held.whole().read(WriteLog.SECTOR, WriteLog.SECTOR))
                        .isEqualTo(Arrays.copyOfRange(states.getFirst(), WriteLog.SECTOR, 2 * WriteLog.SECTOR));
                byte[] end = states.getLast();
                assertThat(held.whole().read(2 * WriteLog.SECTOR, 3 * WriteLog.SECTOR))
                        .isEqualTo(Arrays.copyOfRange(end, 2 * WriteLog.SECTOR, 5 * WriteLog.SECTOR));
                assertThat(held.whole().read(5 * WriteLog.SECTOR, 2 * WriteLog.SECTOR))
                        .isEqualTo(Arrays.copyOfRange(states.getFirst(), 5 * WriteLog.SECTOR, 7 * WriteLog.SECTOR));
            });
        }
    }

    @Test
    void anEmptyFileAndALogThatTellsTooFewEntriesAreCompleted() throws Exception {
        write(0, 3);
        flush();
        write(3, 1);
        Path told = finished();
        WriteLog.complete(told);
        ByteBuffer superblock = ByteBuffer.wrap(Files.readAllBytes(told)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(superblock.getLong(16)).isEqualTo(3);

        Path empty = folder.resolve("empty");
        Files.write(empty, new byte[4 * WriteLog.SECTOR]);
        WriteLog.complete(empty);
        try (WriteLog writes = WriteLog.open(empty)) {
            assertThat(writes.entries()).isEmpty();
        }
    }

    @Test
    void refusesWhatIsNoLog() throws IOException {
        log.write(ByteBuffer.allocate(8), 0);
        try (WriteLog writes = WriteLog.open(finished())) {
            assertThatThrownBy(writes::entries).hasMessageContaining("not a log");
        }
    }

    private void write(int first, int count) throws IOException {
        byte[] data = new byte[count * WriteLog.SECTOR];
        random.nextBytes(data);
        request(first, count, 0, data);
    }

    private void discard(int first, int count) throws IOException {
        request(first, count, 4, new byte[0]);
    }

    private void flush() throws IOException {
        request(0, 0, 1, new byte[0]);
    }

    private void request(int first, int count, long flags, byte[] data) throws IOException {
        ByteBuffer header = little(WriteLog.SECTOR);
        header.putLong(0, first).putLong(8, count).putLong(16, flags).putLong(24, data.length);
        log.write(header, at++ * WriteLog.SECTOR);
        log.write(ByteBuffer.wrap(data), at * WriteLog.SECTOR);
        at += data.length / WriteLog.SECTOR;
        byte[] next = states.getLast().clone();
        System.arraycopy(
                data.length == 0 ? new byte[count * WriteLog.SECTOR] : data,
                0,
                next,
                first * WriteLog.SECTOR,
                count * WriteLog.SECTOR);
        states.add(next);
    }

    private Path finished() throws IOException {
        log.write(ByteBuffer.allocate(WriteLog.SECTOR), at * WriteLog.SECTOR);
        log.close();
        return folder.resolve("log");
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
