package dev.cairn.image.layer;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Packing;
import dev.cairn.image.Progress;
import dev.cairn.image.Region;
import dev.cairn.image.Sha256;
import dev.cairn.image.archive.ArchiveLayer;
import dev.cairn.image.archive.ArchiveMembers;
import dev.cairn.image.archive.ImageArchive;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tars that a file stands for: itself, or the layers of the image when it is an image archive, held to their digests (OCI image specification
 * 1.1, "Image Layer Filesystem Changeset"). What is packed is read as a stream. Belongs to one thread.
 */
final class TarSource {
    private static final int PIECE = 1 << 18;

    private final List<AutoCloseable> open;
    private final Progress progress;

    /** A tar, and what remains to be looked at when it was read. */
    record Tar(Region region, String name, End end) {}

    /** Called when a tar was read to its end mark. */
    interface End {
        void check() throws IOException;
    }

    /** @param open takes in what must stay open as long as contents are read */
    TarSource(List<AutoCloseable> open, Progress progress) {
        this.open = open;
        this.progress = progress;
    }

    /** The file itself, unpacked. */
    Tar whole(TarLayer layer) throws IOException {
        FileChannel file = FileChannel.open(layer.file(), StandardOpenOption.READ);
        open.add(file);
        Region stored = Region.whole(file);
        Packing packing = Packing.of(stored);
        return packing == Packing.NONE
                ? new Tar(stored, layer.name(), () -> {})
                : streamed(stored, packing, layer.name(), Optional.empty());
    }

    /** Lowest first. */
    List<Tar> open(TarLayer layer) throws IOException {
        Tar whole = whole(layer);
        Optional<ArchiveMembers> members = ArchiveIndex.of(whole.region(), whole.name());
        if (members.isEmpty()) {
            return List.of(whole);
        }
        List<Tar> tars = new ArrayList<>();
        for (ArchiveLayer inner : ImageArchive.layers(members.get(), layer.name())) {
            tars.add(open(inner, layer.name() + ", " + inner.name()));
        }
        return tars;
    }

    private Tar open(ArchiveLayer layer, String name) throws IOException {
        Region stored = layer.stored();
        boolean same = layer.storedSha256().equals(Optional.of(layer.tarSha256()));
        if (!same && layer.storedSha256().isPresent()) {
            check(stored, layer.storedSha256().get(), name);
        }
        Packing packing = Packing.of(stored);
        if (packing != Packing.NONE || stored.bytes() instanceof UnpackedStream) {
            return streamed(stored, packing, name, Optional.of(layer.tarSha256()));
        }
        check(stored, layer.tarSha256(), name);
        return new Tar(stored, name, () -> {});
    }

    private Tar streamed(Region stored, Packing packing, String name, Optional<String> sha256) {
        UnpackedStream stream = new UnpackedStream(stored, packing, name);
        open.add(stream);
        return new Tar(Region.endless(stream), name, () -> {
            String found = stream.toTheEnd();
            if (sha256.isPresent() && !sha256.get().equals(found)) {
                throw notWhatItSays(name, stored);
            }
        });
    }

    private void check(Region region, String sha256, String name) throws IOException {
        if (!sha256(region, name).equals(sha256)) {
            throw notWhatItSays(name, region);
        }
    }

    /** Reads all of a region. */
    String sha256(Region region, String name) throws IOException {
        MessageDigest digest = Sha256.start();
        ByteBuffer buffer = ByteBuffer.allocate(PIECE);
        for (long at = 0; at < region.length(); at += PIECE) {
            region.read(at, buffer.clear().limit((int) Math.min(PIECE, region.length() - at)));
            digest.update(buffer.flip());
            progress.step("digest", name, at, region.length());
        }
        return Sha256.finish(digest);
    }

    static ImageException notWhatItSays(String name, Region stored) {
        return new ImageException(
                ImageProblem.ARCHIVE_CORRUPT,
                "layers",
                name,
                Map.of("reason", "it is not what its digest says", "offset", Long.toString(stored.offset())));
    }
}
