package dev.cairn.image.drive;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Progress;
import dev.cairn.image.Sha256;
import dev.cairn.image.bake.ImageManifest;
import dev.cairn.image.bake.Seeds;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes an image to a drive and reads it back. Stateless; one call per drive, each on its own thread. */
public final class DriveWriter {
    private final Clock clock;

    public DriveWriter(Clock clock) {
        this.clock = clock;
    }

    /**
     * Writes what the image's manifest maps, skips the rest, reads everything back, and only then writes the boot sectors. The target is
     * not touched when the image does not fit or the identity check refuses. A file that this call made vanishes when it fails.
     */
    public WriteReceipt write(WriteRequest request, Progress progress) {
        String element = request.target().toString();
        ImageManifest manifest = ImageManifest.beside(request.image());
        Optional<byte[]> seed = request.seed().map(bytes -> Seeds.padded(bytes, "write"));
        boolean made = false;
        try (RangeSource source = new RangeSource(request.image(), manifest, seed)) {
            made = makeFile(request.target(), manifest.bytes());
            WriteReceipt receipt = write(request, manifest, source, progress);
            made = false;
            return receipt;
        } catch (IOException e) {
            throw ImageException.io("write", element, e);
        } finally {
            if (made) {
                delete(request.target());
            }
        }
    }

    private WriteReceipt write(WriteRequest request, ImageManifest manifest, RangeSource source, Progress progress)
            throws IOException {
        Path target = request.target();
        DriveJob job = new DriveJob(manifest, source, target, progress);
        List<String> notes = new ArrayList<>();
        Instant started = clock.instant();
        try (DriveFile drive = DriveFile.open(target, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE))) {
            requireSize(target, drive.size(), manifest.bytes());
            request.identity().check(drive.channel());
            job.wipeBootSectors(drive);
            job.writeBody(drive);
        }
        Instant written = clock.instant();
        boolean direct = verify(target, job, false);
        Instant verified = clock.instant();
        try (DriveFile drive = DriveFile.open(target, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE))) {
            job.writeBootSectors(drive);
        }
        direct &= verifyBootSectors(target, job);
        if (!direct) {
            notes.add("The read-back may have come from this computer's memory: the target offers no direct access.");
        }
        byte[] seed = request.seed().map(bytes -> Seeds.padded(bytes, "write")).orElse(new byte[0]);
        return new WriteReceipt(
                target.toString(),
                manifest.sha256(),
                manifest.release().digest(),
                job.writtenSha256(),
                Sha256.of(seed),
                manifest.mappedBytes(),
                manifest.bytes() - manifest.mappedBytes(),
                started,
                clock.instant(),
                Duration.between(started, written).toMillis(),
                Duration.between(written, verified).toMillis(),
                true,
                direct,
                notes);
    }

    /** Boot sectors that do not come back as written are taken away again. */
    private static boolean verifyBootSectors(Path target, DriveJob job) throws IOException {
        try {
            return verify(target, job, true);
        } catch (ImageException | IOException e) {
            try (DriveFile drive = DriveFile.open(target, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE))) {
                job.wipeBootSectors(drive);
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    private static boolean verify(Path target, DriveJob job, boolean bootSectors) throws IOException {
        try (DriveFile drive = DriveFile.open(target, Set.of(StandardOpenOption.READ))) {
            job.verify(drive, bootSectors);
            return drive.direct();
        }
    }

    /** Makes a file that plays a drive; leaves drives and files that have a size as they are. */
    private static boolean makeFile(Path target, long imageBytes) throws IOException {
        if (Files.isDirectory(target)) {
            throw new IOException("is a folder");
        }
        boolean missing = Files.notExists(target, LinkOption.NOFOLLOW_LINKS);
        boolean emptyFile = !missing
                && Files.readAttributes(target, BasicFileAttributes.class).isRegularFile()
                && Files.size(target) == 0;
        if (missing || emptyFile) {
            try (RandomAccessFile file = new RandomAccessFile(target.toFile(), "rw")) {
                file.setLength(imageBytes);
            }
        }
        return missing;
    }

    private static void delete(Path target) {
        try {
            Files.deleteIfExists(target);
        } catch (IOException e) {
            throw ImageException.io("write", target.toString(), e);
        }
    }

    private static void requireSize(Path target, long found, long needed) {
        if (found < needed) {
            throw new ImageException(
                    ImageProblem.TARGET_TOO_SMALL,
                    "write",
                    target.toString(),
                    Map.of("needed", Long.toString(needed), "size", Long.toString(found)));
        }
    }
}
