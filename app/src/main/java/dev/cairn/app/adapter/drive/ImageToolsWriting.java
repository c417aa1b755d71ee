package dev.cairn.app.adapter.drive;

import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Translation;
import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.DriveEnumerator;
import dev.cairn.app.domain.drive.DriveWriting;
import dev.cairn.app.domain.drive.WriteProgress;
import dev.cairn.app.domain.drive.WriteReceipt;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Progress;
import dev.cairn.image.bake.ImageInspector;
import dev.cairn.image.bake.ImageManifest;
import dev.cairn.image.bake.ImageVerifier;
import dev.cairn.image.bake.VerifyReport;
import dev.cairn.image.drive.DriveWriter;
import dev.cairn.image.drive.IdentityCheck;
import dev.cairn.image.drive.WriteRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes through image-tools' DriveWriter; looks again, on the opened drive, whether it still is the chosen one. */
public final class ImageToolsWriting implements DriveWriting {
    private final DriveEnumerator drives;
    private final Clock clock;

    public ImageToolsWriting(DriveEnumerator drives, InstantSource clock) {
        this.drives = drives;
        this.clock = clock.withZone(ZoneOffset.UTC);
    }

    @Override
    public WriteReceipt write(Path image, Drive target, byte @Nullable [] seed, WriteProgress progress) {
        WriteRequest request = new WriteRequest(image, target.device(), Optional.ofNullable(seed), identity(target));
        dev.cairn.image.drive.WriteReceipt receipt =
                Translation.of(() -> new DriveWriter(clock).write(request, bridge(progress)));
        return new WriteReceipt(receipt.writtenBytes(), receipt.verified(), new Digest(receipt.writtenSha256()));
    }

    @Override
    public WriteReceipt verify(Path image, Path target, WriteProgress progress) {
        ImageManifest manifest = Translation.of(() -> new ImageInspector().inspect(image))
                .manifest()
                .orElseThrow(() -> new ProblemException(new dev.cairn.app.domain.Problem(
                        ImageProblem.SIDECAR_MISSING.code(), "verify", image.toString(), Map.of())));
        VerifyReport report = Translation.of(() -> new ImageVerifier().verify(target, manifest, bridge(progress)));
        Translation.intact(report, target);
        return new WriteReceipt(0, true, new Digest(manifest.sha256()));
    }

    private IdentityCheck identity(Drive chosen) {
        if (chosen.bus().equals(Drive.FILE)) {
            return IdentityCheck.NONE;
        }
        return opened -> drives.claim(chosen);
    }

    private static Progress bridge(WriteProgress progress) {
        return (phase, element, done, total) -> progress.at(phase + " " + element, done, total);
    }
}
