package dev.cairn.image.slot;

import java.nio.charset.StandardCharsets;

/**
 * Text files of the boot loader, filled up with empty lines to whole sectors of 512 bytes: while a file fits into one, it can be
 * changed in place by one write that a power cut leaves either undone or done. FAT has nothing else that is atomic.
 */
public final class SectorText {
    public static final int SECTOR_BYTES = 512;

    private SectorText() {}

    /** The text in UTF-8 with line feeds behind it up to the next multiple of {@link #SECTOR_BYTES}. */
    public static String padded(String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        return text + "\n".repeat(Math.floorMod(-bytes, SECTOR_BYTES));
    }
}
