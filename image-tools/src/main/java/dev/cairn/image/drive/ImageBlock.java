package dev.cairn.image.drive;

import dev.cairn.image.bake.ImageManifest;
import java.util.ArrayList;
import java.util.List;

/** Neighbouring ranges of the image that are read, held and written together: at most 2 MiB. Immutable. */
record ImageBlock(long offset, int bytes, List<ImageManifest.Range> ranges) {
    static final int MAX_BYTES = 2 << 20;

    ImageBlock {
        ranges = List.copyOf(ranges);
    }

    /** The whole mapped image but its partition tables; the seed is a block of its own. */
    static List<ImageBlock> of(ImageManifest manifest) {
        List<ImageBlock> blocks = new ArrayList<>();
        List<ImageManifest.Range> open = new ArrayList<>();
        for (ImageManifest.Range range : manifest.ranges()) {
            if (range.partition().startsWith(ImageManifest.TABLE_LABEL)) {
                continue;
            }
            if (!open.isEmpty() && !joins(manifest, open, range)) {
                blocks.add(block(open));
                open.clear();
            }
            open.add(range);
        }
        if (!open.isEmpty()) {
            blocks.add(block(open));
        }
        return List.copyOf(blocks);
    }

    private static boolean joins(ImageManifest manifest, List<ImageManifest.Range> open, ImageManifest.Range next) {
        ImageManifest.Range last = open.getLast();
        return last.offset() + last.bytes() == next.offset()
                && next.offset() + next.bytes() - open.getFirst().offset() <= MAX_BYTES
                && manifest.isSeed(last) == manifest.isSeed(next);
    }

    private static ImageBlock block(List<ImageManifest.Range> ranges) {
        long offset = ranges.getFirst().offset();
        return new ImageBlock(
                offset, (int) (ranges.getLast().offset() + ranges.getLast().bytes() - offset), ranges);
    }

    /** The range that holds the byte at this offset of the image. */
    ImageManifest.Range at(long position) {
        return ranges.stream()
                .filter(range -> position < range.offset() + range.bytes())
                .findFirst()
                .orElseThrow();
    }
}
