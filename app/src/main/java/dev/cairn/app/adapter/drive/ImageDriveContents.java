package dev.cairn.app.adapter.drive;

import dev.cairn.app.domain.drive.DriveContents;
import dev.cairn.image.Bytes;
import dev.cairn.image.ImageException;
import dev.cairn.image.bake.Seeds;
import dev.cairn.image.drive.DriveBytes;
import dev.cairn.image.drive.ImageReader;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads drives and images through image-tools. Stateless. */
public final class ImageDriveContents implements DriveContents {
    private static final int HEAD_BYTES = 1 << 20;

    @Override
    public Optional<Seed> seed(Path deviceOrImage) {
        try (ImageReader reader = ImageReader.open(deviceOrImage)) {
            return Optional.of(Seed.read(reader.espFile(Seeds.PATH)));
        } catch (ImageException | ProtocolException notOurs) {
            return Optional.empty();
        }
    }

    @Override
    public boolean holdsData(Path device) {
        try {
            return !Bytes.areZero(DriveBytes.first(device, HEAD_BYTES));
        } catch (IOException | ImageException unreadable) {
            return true;
        }
    }
}
