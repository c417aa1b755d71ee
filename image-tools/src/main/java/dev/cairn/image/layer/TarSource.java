package dev.cairn.image.layer;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Progress;
import dev.cairn.image.Region;
import dev.cairn.image.Sha256;
import dev.cairn.image.archive.ArchiveLayer;
import dev.cairn.image.archive.ArchiveMembers;
import dev.cairn.image.archive.ImageArchive;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tars that a file stands for: itself, or the layers of the image when it is an image archive, held to their digests. Belongs to one
 * thread.
 */
final class TarSource {
    private static final int PIECE = 1 << 18;

    private final List<FileChannel> channels;
    private final Path scratch;
    private final Progress progress;

    /** An uncompressed tar and how errors call it. */
    record Tar(Region region, String name) {}

    /** @param channels takes in what must stay open as long as contents are read */
    TarSource(List<FileChannel> channels, Path scratch, Progress progress) {
        this.channels = channels;
        this.scratch = scratch;
        this.progress = progress;
    }

    /** Lowest first. */
    List<Tar> open(TarLayer layer) throws IOException {
        FileChannel file = TarFile.open(layer.file(), scratch, progress);
        channels.add(file);
        Tar whole = new Tar(Region.whole(file), layer.name());
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
        if (layer.storedSha256().isPresent()) {
            check(
                    layer.stored(),
                    layer.storedSha256().get(),
                    name,
                    layer.stored().offset());
        }
        Region tar = TarFile.open(layer.stored(), name, scratch, channels, progress);
        if (!layer.storedSha256().equals(Optional.of(layer.tarSha256()))) {
            check(tar, layer.tarSha256(), name, layer.stored().offset());
        }
        return new Tar(tar, name);
    }

    private void check(Region region, String sha256, String name, long offset) throws IOException {
        MessageDigest digest = Sha256.start();
        ByteBuffer buffer = ByteBuffer.allocate(PIECE);
        for (long at = 0; at < region.length(); at += PIECE) {
            region.read(at, buffer.clear().limit((int) Math.min(PIECE, region.length() - at)));
            digest.update(buffer.flip());
            progress.step("digest", name, at, region.length());
        }
        if (!Sha256.finish(digest).equals(sha256)) {
            throw new ImageException(
                    ImageProblem.ARCHIVE_CORRUPT,
                    "layers",
                    name,
                    Map.of("reason", "it is not what its digest says", "offset", Long.toString(offset)));
        }
    }
}
