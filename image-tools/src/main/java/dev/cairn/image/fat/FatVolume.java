package dev.cairn.image.fat;

import java.util.Map;

/**
 * A written volume: where its clusters with data are (Microsoft FAT specification 1.03, "FAT Data Structure").
 *
 * @param usedBytes from the volume's start to the end of its last used cluster
 * @param fileOffsets where each file begins inside the volume
 */
public record FatVolume(long usedBytes, Map<String, Long> fileOffsets) {
    public FatVolume {
        fileOffsets = Map.copyOf(fileOffsets);
    }

    /** Where a file begins inside the volume. */
    public long offset(String path) {
        Long offset = fileOffsets.get(path);
        if (offset == null) {
            throw new IllegalArgumentException("no file " + path);
        }
        return offset;
    }
}
