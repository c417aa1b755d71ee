package dev.cairn.app.adapter.drive;

import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.Translation;
import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.DriveEnumerator;
import dev.cairn.app.domain.drive.DriveWriting;
import dev.cairn.app.domain.drive.WriteProgress;
import dev.cairn.app.domain.drive.WriteReceipt;
import dev.cairn.image.Progress;
import dev.cairn.image.bake.ImageManifest;
import dev.cairn.image.bake.VerifyReport;
import dev.cairn.image.drive.DriveVerifier;
import dev.cairn.image.drive.IdentityCheck;
import dev.cairn.image.drive.WriteOptions;
import dev.cairn.image.drive.WriteSession;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes through image-tools' WriteSession; looks again, on the opened drive, whether it still is the chosen one. */
public final class ImageToolsWriting implements DriveWriting {
    private final DriveEnumerator drives;
    private final Clock clock;

    public ImageToolsWriting(DriveEnumerator drives, InstantSource clock) {
        this.drives = drives;
        this.clock = clock.withZone(ZoneOffset.UTC);
    }

    @Override
    public Session open(Path image) {
        WriteSession session = Translation.of(() -> WriteSession.open(image, WriteOptions.USUAL, clock));
        return new Session() {
            @Override
            public WriteReceipt write(Drive target, byte @Nullable [] seed, WriteProgress progress) {
                return receipt(Translation.of(() -> session.add(
                                target.device(), Optional.ofNullable(seed), identity(target), bridge(progress))
                        .await()));
            }

            @Override
            public void close() {
                session.close();
            }
        };
    }

    private static WriteReceipt receipt(dev.cairn.image.drive.WriteReceipt receipt) {
        return new WriteReceipt(
                receipt.writtenBytes(),
                receipt.foundBytes(),
                receipt.skippedBytes(),
                receipt.verified(),
                new Digest(receipt.writtenSha256()),
                Duration.between(receipt.startedAt(), receipt.finishedAt()).toMillis(),
                receipt.bytesPerSecond(),
                receipt.cacheBypassed(),
                receipt.notes());
    }

    @Override
    public WriteReceipt verify(Path image, Path target, WriteProgress progress) {
        VerifyReport report = Translation.of(() -> new DriveVerifier().verify(image, target, bridge(progress)));
        Translation.intact(report, target);
        ImageManifest manifest = Translation.of(() -> WriteSession.manifest(image));
        return WriteReceipt.withoutWriting(true, new Digest(manifest.sha256()));
    }

    private IdentityCheck identity(Drive chosen) {
        if (chosen.bus().equals(Drive.FILE)) {
            return IdentityCheck.NONE;
        }
        return () -> drives.claim(chosen);
    }

    private static Progress bridge(WriteProgress progress) {
        return (phase, element, done, total) -> progress.at(phase + " " + element, done, total);
    }
}
