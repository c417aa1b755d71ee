package dev.cairn.image.drive;

import dev.cairn.image.Sha256;
import dev.cairn.image.gpt.PartitionTable;
import java.security.MessageDigest;

/**
 * The partition tables of one drive and the areas at both ends that they stand in. Immutable.
 *
 * @param first the first 4 KiB: protective MBR, header, first entries
 * @param start the first range of the image, of which all from 4 KiB on is the same on every drive
 * @param backup the last 33 whole sectors
 */
record DriveTables(long driveBytes, byte[] first, byte[] start, byte[] backup) {
    static final String LABEL = "gpt";
    static final String BACKUP_LABEL = "gpt-backup";
    private static final int TAIL_BYTES = 1 << 20;

    /** Where the area at the end begins: a mebibyte before it. */
    long tailOffset() {
        return (driveBytes - TAIL_BYTES) / DriveChannel.ALIGNMENT * DriveChannel.ALIGNMENT;
    }

    /** The end of the last whole sector. */
    private long end() {
        return driveBytes / PartitionTable.SECTOR * PartitionTable.SECTOR;
    }

    /** Length of the area at the end, which holds zeros but for the tables. */
    int tailBytes() {
        return (int) (end() - tailOffset());
    }

    Piece.Zeros emptyTail() {
        return new Piece.Zeros(tailOffset(), tailBytes());
    }

    Piece.Zeros emptyRest() {
        return new Piece.Zeros(WriteMarker.BYTES, start.length - WriteMarker.BYTES);
    }

    /** The backup with what must be written before it for the sake of alignment. */
    Piece.Own backupPiece() {
        long at = (end() - backup.length) / DriveChannel.ALIGNMENT * DriveChannel.ALIGNMENT;
        byte[] end = new byte[(int) (end() - at)];
        System.arraycopy(backup, 0, end, end.length - backup.length, backup.length);
        return Piece.Own.of(BACKUP_LABEL, at, end);
    }

    /** What is not zero of the area at the start, but for its first 4 KiB. */
    Piece.Own restPiece() {
        int end = start.length;
        while (end > WriteMarker.BYTES + DriveChannel.ALIGNMENT && start[end - 1] == 0) {
            end--;
        }
        int aligned = Math.ceilDiv(end, DriveChannel.ALIGNMENT) * DriveChannel.ALIGNMENT;
        return new Piece.Own(LABEL, WriteMarker.BYTES, start, WriteMarker.BYTES, aligned - WriteMarker.BYTES);
    }

    Piece.Own firstPiece() {
        return Piece.Own.of(LABEL, 0, first);
    }

    String startSha256() {
        MessageDigest digest = Sha256.start();
        digest.update(first);
        digest.update(start, WriteMarker.BYTES, start.length - WriteMarker.BYTES);
        return Sha256.finish(digest);
    }

    String tailSha256() {
        MessageDigest digest = Sha256.start();
        byte[] zeros = new byte[DriveChannel.ALIGNMENT];
        for (int left = tailBytes() - backup.length; left > 0; left -= zeros.length) {
            digest.update(zeros, 0, Math.min(left, zeros.length));
        }
        digest.update(backup);
        return Sha256.finish(digest);
    }
}
