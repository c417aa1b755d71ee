package dev.cairn.image.drive;

import dev.cairn.image.Sha256;
import dev.cairn.image.bake.ImageManifest;
import dev.cairn.image.bake.ImagePartition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What shall stand where on one drive. Where the drive is larger than the image, the place behind the last partition is cleared: there the
 * node looks for its data partition, and a former node's must not be found. Immutable.
 *
 * @param body everything but the tables, in order of offset
 */
record DrivePlan(
        ImageManifest manifest, Optional<byte[]> seed, List<Piece> body, DriveTables tables, WriteMarker marker) {
    private static final int CLEARED_BYTES = 4 << 20;
    private static final int CLEARED_AT_ONCE = 1 << 20;

    DrivePlan {
        body = List.copyOf(body);
    }

    static DrivePlan of(
            ImageManifest manifest, List<ImageBlock> blocks, TableArea area, Optional<byte[]> seed, long driveBytes) {
        DriveTables tables = area.fit(driveBytes);
        List<Piece> body = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            body.add(piece(manifest, blocks.get(i), i, seed));
        }
        body.addAll(cleared(manifest, tables));
        WriteMarker marker = new WriteMarker(manifest.sha256(), Sha256.of(seed.orElse(new byte[0])), driveBytes);
        return new DrivePlan(manifest, seed, body, tables, marker);
    }

    private static Piece piece(ImageManifest manifest, ImageBlock block, int index, Optional<byte[]> seed) {
        ImageManifest.Range range = block.ranges().getFirst();
        return seed.isPresent() && manifest.isSeed(range)
                ? new Piece.Own(
                        range.partition(),
                        block.offset(),
                        seed.get(),
                        (int) (block.offset() - manifest.seedOffset()),
                        block.bytes())
                : new Piece.Shared(index, block);
    }

    private static List<Piece> cleared(ImageManifest manifest, DriveTables tables) {
        long at = manifest.partitions().stream().mapToLong(DrivePlan::end).max().orElse(manifest.bytes());
        long end = Math.min(at + CLEARED_BYTES, tables.tailOffset());
        List<Piece> pieces = new ArrayList<>();
        while (at < end) {
            int bytes = (int) Math.min(CLEARED_AT_ONCE, end - at);
            pieces.add(new Piece.Zeros(at, bytes));
            at += bytes;
        }
        return pieces;
    }

    private static long end(ImagePartition partition) {
        return Math.ceilDiv(partition.offset() + partition.bytes(), DriveChannel.ALIGNMENT) * DriveChannel.ALIGNMENT;
    }

    /** SHA-256 over the hexadecimal digests of all ranges in order of offset, as they stand on this drive. */
    String writtenSha256() {
        String digests = manifest.ranges().stream().map(this::sha256).collect(Collectors.joining());
        return Sha256.of(digests.getBytes(StandardCharsets.US_ASCII));
    }

    /** The digest of a range as it stands on this drive; for the backup table that of the area at the drive's end. */
    String sha256(ImageManifest.Range range) {
        if (range.partition().startsWith(ImageManifest.TABLE_LABEL)) {
            return range.offset() == 0 ? tables.startSha256() : tables.tailSha256();
        }
        if (seed.isPresent() && manifest.isSeed(range)) {
            byte[] bytes = new byte[range.bytes()];
            System.arraycopy(seed.get(), (int) (range.offset() - manifest.seedOffset()), bytes, 0, bytes.length);
            return Sha256.of(bytes);
        }
        return range.sha256();
    }

    /** Whether these 4 KiB will be written with the body. */
    boolean fills(long offset) {
        return body.stream().anyMatch(piece -> offset >= piece.offset() && offset < piece.offset() + piece.bytes());
    }

    /** Whether the image maps any byte of these 4 KiB, or a table will stand there. */
    boolean maps(long offset) {
        return offset < tables.start().length || offset >= tables.tailOffset() || fills(offset);
    }
}
