package dev.cairn.image.drive;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.bake.ImageManifest;
import dev.cairn.image.gpt.GptRelocation;
import dev.cairn.image.gpt.PartitionTable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The first range of an image, from which the partition tables for a drive of any size follow. Immutable. */
final class TableArea {
    private final byte[] start;
    private final String element;

    private TableArea(byte[] start, String element) {
        this.start = start;
        this.element = element;
    }

    static TableArea read(CheckedImage image, ImageManifest manifest) {
        ImageManifest.Range first = manifest.ranges().getFirst();
        boolean holdsTable = first.offset() == 0
                && first.partition().equals(ImageManifest.TABLE_LABEL)
                && first.bytes() >= PartitionTable.PRIMARY_SECTORS * PartitionTable.SECTOR;
        if (!holdsTable) {
            throw new ImageException(
                    ImageProblem.SIDECAR_CORRUPT,
                    "open",
                    image.element(),
                    Map.of("reason", "the first range is not the partition table"));
        }
        ByteBuffer buffer = ByteBuffer.allocate(first.bytes());
        image.readChecked(new ImageBlock(0, first.bytes(), List.of(first)), buffer);
        byte[] start = new byte[first.bytes()];
        buffer.get(start);
        return new TableArea(start, image.element());
    }

    /** The tables for a drive of this size; the answer's {@code rest} is shared by all drives. */
    DriveTables fit(long driveBytes) {
        GptRelocation.Tables tables = GptRelocation.fit(start, driveBytes, element);
        byte[] first = Arrays.copyOf(start, WriteMarker.BYTES);
        System.arraycopy(tables.protectiveMbr(), 0, first, 0, tables.protectiveMbr().length);
        return new DriveTables(driveBytes, first, start, tables.backup());
    }
}
