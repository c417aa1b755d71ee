package dev.cairn.image.drive;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Progress;
import dev.cairn.image.Sha256;
import dev.cairn.image.bake.ImageManifest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The passes over one drive: partition tables away, everything but them written and read back, the tables last. One thread. */
final class DriveJob {
    static final int BOOT_BYTES = 1 << 20;

    private final ImageManifest manifest;
    private final RangeSource source;
    private final Path target;
    private final Progress progress;
    private final ByteBuffer buffer = DriveFile.buffer(BOOT_BYTES);
    private final List<String> digests = new ArrayList<>();
    private long done;

    DriveJob(ImageManifest manifest, RangeSource source, Path target, Progress progress) {
        this.manifest = manifest;
        this.source = source;
        this.target = target;
        this.progress = progress;
    }

    /** Both partition tables: firmware also boots by the backup at the end. */
    private static boolean boots(ImageManifest.Range range) {
        return range.partition().startsWith(ImageManifest.TABLE_LABEL);
    }

    /** Takes the partition tables away at both ends, so that an aborted drive boots nothing, old or new. */
    void wipeBootSectors(DriveFile drive) throws IOException {
        zero(drive, 0);
        zero(drive, (drive.size() - BOOT_BYTES) / DriveFile.ALIGNMENT * DriveFile.ALIGNMENT);
        drive.force();
    }

    private void zero(DriveFile drive, long at) throws IOException {
        buffer.clear();
        while (buffer.hasRemaining()) {
            buffer.putLong(0);
        }
        drive.write(buffer.flip(), at);
    }

    /** Writes all ranges but the boot sectors, whose digests are taken meanwhile. */
    void writeBody(DriveFile drive) throws IOException {
        try (ReadAhead ahead = new ReadAhead(source, manifest.ranges(), BOOT_BYTES, target.toString())) {
            ahead.start();
            for (int i = 0; i < manifest.ranges().size(); i++) {
                ReadAhead.Block block = ahead.next();
                digests.add(block.sha256());
                if (!boots(block.range())) {
                    drive.write(block.bytes(), block.range().offset());
                    done += block.range().bytes();
                    progress.step("write", target.toString(), done, manifest.mappedBytes());
                }
                ahead.giveBack(block);
            }
        }
        drive.force();
    }

    void writeBootSectors(DriveFile drive) throws IOException {
        for (ImageManifest.Range range : manifest.ranges()) {
            if (boots(range)) {
                source.read(range, buffer);
                drive.write(buffer, range.offset());
            }
        }
        drive.force();
        progress.report("write", target.toString(), manifest.mappedBytes(), manifest.mappedBytes());
    }

    /** Reads back and compares, either the boot sectors or everything else. */
    void verify(DriveFile drive, boolean bootSectors) throws IOException {
        MessageDigest digest = Sha256.start();
        long checked = 0;
        for (int i = 0; i < manifest.ranges().size(); i++) {
            ImageManifest.Range range = manifest.ranges().get(i);
            if (boots(range) == bootSectors) {
                buffer.clear().limit(range.bytes());
                drive.read(buffer, range.offset());
                digest.update(buffer.flip());
                if (!Sha256.finish(digest).equals(digests.get(i))) {
                    throw readBackFailed(range);
                }
                checked += range.bytes();
                progress.step("verify", target.toString(), checked, manifest.mappedBytes());
            }
        }
    }

    private ImageException readBackFailed(ImageManifest.Range range) {
        return new ImageException(
                ImageProblem.READ_BACK_FAILED,
                "verify",
                target.toString(),
                Map.of("offset", Long.toString(range.offset()), "partition", range.partition()));
    }

    /** SHA-256 over the digests of all ranges in order. */
    String writtenSha256() {
        return Sha256.of(String.join("", digests).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
}
