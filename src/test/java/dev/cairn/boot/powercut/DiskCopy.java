package dev.cairn.boot.powercut;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** A real file that is brought to the state of a part of a replayed disk again and again; only what differs is written. */
public final class DiskCopy {
    private static final int MOST_SECTORS = 1 << 11;

    private final Path file;
    private final long offset;
    private final int[] held;

    private DiskCopy(Path file, long offset, int[] held) {
        this.file = file;
        this.offset = offset;
        this.held = held;
    }

    /** A new file with a part of the disk; what is empty there takes no room. */
    public static DiskCopy of(Path file, ReplayedDisk disk, long offset, long length) throws IOException {
        int[] held = new int[Math.toIntExact(length / WriteLog.SECTOR)];
        Arrays.fill(held, ReplayedDisk.ZERO);
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.allocate(1), length - 1);
        }
        DiskCopy copy = new DiskCopy(file, offset, held);
        copy.bring(disk);
        return copy;
    }

    public Path file() {
        return file;
    }

    /** Makes the file hold what the disk holds. */
    public void bring(ReplayedDisk disk) throws IOException {
        int first = (int) (offset / WriteLog.SECTOR);
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int sector = 0; sector < held.length; sector++) {
                int count = 0;
                while (sector + count < held.length
                        && count < MOST_SECTORS
                        && held[sector + count] != disk.source(first + sector + count)) {
                    count++;
                }
                if (count > 0) {
                    write(out, disk, sector, count);
                    sector += count - 1;
                }
            }
        }
    }

    private void write(FileChannel out, ReplayedDisk disk, int sector, int count) throws IOException {
        int first = (int) (offset / WriteLog.SECTOR);
        byte[] bytes = disk.whole().read((long) (first + sector) * WriteLog.SECTOR, count * WriteLog.SECTOR);
        boolean wasEmpty = true;
        for (int i = sector; i < sector + count; i++) {
            wasEmpty &= held[i] == ReplayedDisk.ZERO;
            held[i] = disk.source(first + i);
        }
        if (!wasEmpty || !Arrays.equals(bytes, new byte[bytes.length])) {
            out.write(ByteBuffer.wrap(bytes), (long) sector * WriteLog.SECTOR);
        }
    }
}
