package dev.cairn.image.clone;

import dev.cairn.image.ImageException;
import dev.cairn.image.Progress;
import dev.cairn.image.bake.ImageHasher;
import dev.cairn.image.bake.ImageManifest;
import dev.cairn.image.drive.IdentityCheck;
import dev.cairn.image.drive.WriteOptions;
import dev.cairn.image.drive.WriteReceipt;
import dev.cairn.image.drive.WriteSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * The image of another disk, made from a stick: bootstrap, slot A and content as they are, an empty slot B, an ESP and partition tables of its
 * own under new GUIDs. The stick's data partition is left out. Nothing is copied to memory or to disk on the way. One thread.
 */
public final class DiskClone implements AutoCloseable {
    private static final Clock CLOCK = Clock.systemUTC();

    private final CloneRequest request;
    private final Stick stick;
    private final CloneLayout layout;

    private DiskClone(CloneRequest request, Stick stick) {
        this.request = request;
        this.stick = stick;
        this.layout = new CloneLayout(stick, request);
    }

    /** Opens a stick; {@link ImageException} names what it lacks. */
    public static DiskClone open(CloneRequest request) {
        Stick stick = Stick.open(request.stick());
        try {
            return new DiskClone(request, stick);
        } catch (RuntimeException e) {
            stick.close();
            throw e;
        }
    }

    /** How large a disk must be at least. */
    public static long neededBytes(Path stick) {
        try (Stick open = Stick.open(stick)) {
            return CloneLayout.neededBytes(open);
        }
    }

    /** Reads the whole stick once and holds it against its own manifests; what it holds then is what {@link #write} writes or refuses. */
    public ImageManifest check(Progress progress) {
        try {
            ImageHasher.Hashes hashes =
                    ImageHasher.hash(this::watched, layout.bytes(), layout.extents(), stick.element(), progress);
            layout.watches().forEach(ChunkWatch::requireAll);
            return layout.manifest(hashes);
        } catch (IOException e) {
            throw ImageException.io("check", stick.element(), e);
        }
    }

    private void watched(ByteBuffer into, long at) throws IOException {
        ByteBuffer seen = into.duplicate();
        layout.image().read(into, at);
        layout.watches().forEach(watch -> watch.saw(seen, at));
    }

    /** Writes the disk, reads it back, and puts its partition tables on it last. The stick is closed afterwards. */
    public WriteReceipt write(ImageManifest checked, Path target, IdentityCheck identity, Progress progress) {
        try (WriteSession session =
                WriteSession.of(layout.image(), checked, request.stick(), WriteOptions.USUAL, CLOCK)) {
            return session.add(target, Optional.empty(), identity, progress).await();
        }
    }

    @Override
    public void close() {
        stick.close();
    }
}
