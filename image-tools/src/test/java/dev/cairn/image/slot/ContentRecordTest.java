package dev.cairn.image.slot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.image.squashfs.Placement;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentRecordTest {
    private static final ContentRecord RECORD = new ContentRecord(
            Path.of("/srv/bündel"),
            new FileStamp("1 2 3"),
            List.of(4096L, 1L << 40),
            1L << 40,
            List.of(
                    new ContentRecord.Entry(
                            new byte[32], 1, new Placement(5, 4096, new int[] {1, -2}, 3, 0, 7, 4096, 1)),
                    new ContentRecord.Entry(new byte[32], 2, new Placement(0, 0, new int[0], 0, -1, 0, -1, 0))),
            List.of(new Placement.Fragment(1L << 33, 9)));

    @Test
    void whatIsWrittenIsRead() {
        byte[] bytes = RECORD.toBytes();
        ContentRecord read = ContentRecord.parse(bytes).orElseThrow();
        assertThat(read.folder()).isEqualTo(RECORD.folder());
        assertThat(read.layerEnds()).isEqualTo(RECORD.layerEnds());
        assertThat(read.files().getFirst().place().blockSizes()).containsExactly(1, -2);
        assertThat(read.toBytes()).isEqualTo(bytes);
    }

    @Test
    void oneThatIsCutOrOfAnotherFormatCountsAsNone() {
        byte[] bytes = RECORD.toBytes();
        for (int length = 0; length < bytes.length; length++) {
            assertThat(ContentRecord.parse(Arrays.copyOf(bytes, length)))
                    .as("%d bytes", length)
                    .isEmpty();
        }
        bytes[3]++;
        assertThat(ContentRecord.parse(bytes)).isEmpty();
    }
}
