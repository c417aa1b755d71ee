package dev.cairn.image.squashfs;

import dev.cairn.image.layer.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Writes blocks as they are, from the source into the file's buffer without another copy; a last short block needs no fragment. */
final class PlainDataWriter implements DataWriter {
    private final BlockOutput output;
    private final ByteBuffer zeros = ByteBuffer.allocateDirect(Format.BLOCK_BYTES);

    PlainDataWriter(BlockOutput output) {
        this.output = output;
    }

    @Override
    public FileLayout write(Content content) throws IOException {
        long size = content.size();
        FileLayout layout = new FileLayout(size, DataWriter.blocks(size));
        try (Content.Source source = content.open()) {
            for (int i = 0; i < layout.blockSizes.length; i++) {
                long from = (long) i * Format.BLOCK_BYTES;
                int length = (int) Math.min(Format.BLOCK_BYTES, size - from);
                if (DataWriter.isHole(content, from, length)) {
                    layout.sparseBytes += length;
                    continue;
                }
                ByteBuffer room = output.room(length);
                int start = room.position();
                long position = output.position();
                room.limit(start + length);
                source.read(room, from);
                room.limit(room.capacity());
                if (length == Format.BLOCK_BYTES && isZero(room, start)) {
                    room.position(start);
                    layout.sparseBytes += length;
                } else {
                    layout.stored(i, position, length | Format.DATA_UNCOMPRESSED);
                }
            }
        }
        return layout;
    }

    private boolean isZero(ByteBuffer buffer, int start) {
        return buffer.get(start) == 0 && buffer.slice(start, Format.BLOCK_BYTES).mismatch(zeros) < 0;
    }

    @Override
    public void finish() throws IOException {
        output.flush();
    }

    @Override
    public List<Placement.Fragment> fragments() {
        return List.of();
    }

    @Override
    public boolean settled() {
        return true;
    }

    @Override
    public void goOnAfter(List<Placement.Fragment> earlier) {}

    @Override
    public void endLayer() {}

    @Override
    public void close() {}
}
