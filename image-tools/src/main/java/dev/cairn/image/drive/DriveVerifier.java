package dev.cairn.image.drive;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Progress;
import dev.cairn.image.Sha256;
import dev.cairn.image.bake.ImageManifest;
import dev.cairn.image.bake.VerifyReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares every mapped byte of a written drive with its image; the partition tables are those that fit the drive's size, and the seed, which
 * differs from drive to drive, is left out. Stateless.
 */
public final class DriveVerifier {
    private final DriveAccess access;

    public DriveVerifier() {
        this(DriveAccess.ofThisSystem());
    }

    DriveVerifier(DriveAccess access) {
        this.access = access;
    }

    public VerifyReport verify(Path image, Path target, Progress progress) {
        ImageManifest manifest = ImageBytes.manifest(image);
        try (ImageBytes bytes = ImageBytes.open(image, manifest, Optional.empty());
                DriveChannel drive = access.openForReading(target)) {
            requireRoom(drive.size(), manifest, target);
            TableArea area = TableArea.read(new CheckedImage(bytes, image.toString()), manifest);
            DrivePlan plan = DrivePlan.of(manifest, List.of(), area, Optional.empty(), drive.size());
            return compare(plan, drive, target, progress);
        } catch (IOException e) {
            throw ImageException.io("verify", target.toString(), e);
        }
    }

    private static VerifyReport compare(DrivePlan plan, DriveChannel drive, Path target, Progress progress)
            throws IOException {
        List<VerifyReport.Mismatch> mismatches = new ArrayList<>();
        ImageManifest manifest = plan.manifest();
        ByteBuffer buffer = Buffers.aligned(ImageBlock.MAX_BYTES);
        long done = 0;
        for (ImageManifest.Range range : manifest.ranges()) {
            if (manifest.isSeed(range)) {
                continue;
            }
            boolean tail = range.offset() > 0 && range.partition().startsWith(ImageManifest.TABLE_LABEL);
            long at = tail ? plan.tables().tailOffset() : range.offset();
            int bytes = tail ? plan.tables().tailBytes() : range.bytes();
            drive.read(buffer.clear().limit(bytes), at);
            var digest = Sha256.start();
            digest.update(buffer.flip());
            if (!Sha256.finish(digest).equals(plan.sha256(range))) {
                mismatches.add(new VerifyReport.Mismatch(at, bytes, range.partition()));
            }
            done += range.bytes();
            progress.step("verify", target.toString(), done, manifest.mappedBytes());
        }
        return new VerifyReport(done, mismatches);
    }

    private static void requireRoom(long size, ImageManifest manifest, Path target) {
        if (size < manifest.bytes()) {
            throw new ImageException(
                    ImageProblem.IMAGE_DAMAGED,
                    "verify",
                    target.toString(),
                    Map.of("reason", size + " bytes instead of " + manifest.bytes()));
        }
    }
}
