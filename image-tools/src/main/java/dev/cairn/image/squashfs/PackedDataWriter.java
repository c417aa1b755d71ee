package dev.cairn.image.squashfs;

import dev.cairn.image.layer.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Compresses blocks; files smaller than a block share fragment blocks. */
final class PackedDataWriter implements DataWriter {
    private static final byte[] ZEROS = new byte[Format.BLOCK_BYTES];

    private final BlockOutput output;
    private final BlockPipeline pipeline;
    private final List<long[]> fragments = new ArrayList<>();
    private byte[] fragment;
    private int fragmentUsed;
    private boolean settled = true;

    PackedDataWriter(BlockOutput output, Packer packer) {
        this.output = output;
        this.pipeline = new BlockPipeline(output, packer);
        this.fragment = pipeline.block();
    }

    @Override
    public FileLayout write(Content content) throws IOException {
        long size = content.size();
        settled = false;
        try (Content.Source source = content.open()) {
            return size < Format.BLOCK_BYTES ? writeSmall(source, (int) size) : writeBlocks(content, source);
        }
    }

    private FileLayout writeSmall(Content.Source source, int size) throws IOException {
        FileLayout layout = new FileLayout(size, 0);
        if (size == 0) {
            return layout;
        }
        if (fragmentUsed + size > fragment.length) {
            flushFragment();
        }
        source.read(ByteBuffer.wrap(fragment, fragmentUsed, size), 0);
        layout.fragment = fragments.size();
        layout.fragmentOffset = fragmentUsed;
        fragmentUsed += size;
        return layout;
    }

    private FileLayout writeBlocks(Content content, Content.Source source) throws IOException {
        long size = content.size();
        FileLayout layout = new FileLayout(size, DataWriter.blocks(size));
        for (int i = 0; i < layout.blockSizes.length; i++) {
            long from = (long) i * Format.BLOCK_BYTES;
            int length = (int) Math.min(Format.BLOCK_BYTES, size - from);
            if (DataWriter.isHole(content, from, length)) {
                layout.sparseBytes += length;
                continue;
            }
            byte[] block = pipeline.block();
            source.read(ByteBuffer.wrap(block, 0, length), from);
            if (length == ZEROS.length && Arrays.equals(block, ZEROS)) {
                layout.sparseBytes += length;
                pipeline.giveBack(block);
            } else {
                int number = i;
                pipeline.submit(block, length, (position, word) -> layout.stored(number, position, word));
            }
        }
        return layout;
    }

    private void flushFragment() throws IOException {
        long[] entry = new long[2];
        fragments.add(entry);
        pipeline.submit(fragment, fragmentUsed, (position, word) -> {
            entry[0] = position;
            entry[1] = word;
        });
        fragment = pipeline.block();
        fragmentUsed = 0;
    }

    @Override
    public void finish() throws IOException {
        endLayer();
        output.flush();
    }

    @Override
    public List<Placement.Fragment> fragments() {
        return fragments.stream()
                .map(entry -> new Placement.Fragment(entry[0], (int) entry[1]))
                .toList();
    }

    @Override
    public boolean settled() {
        return settled;
    }

    @Override
    public void goOnAfter(List<Placement.Fragment> earlier) {
        earlier.forEach(entry -> fragments.add(new long[] {entry.start(), entry.sizeWord()}));
    }

    @Override
    public void endLayer() throws IOException {
        if (fragmentUsed > 0) {
            flushFragment();
        }
        pipeline.drain();
        settled = true;
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
