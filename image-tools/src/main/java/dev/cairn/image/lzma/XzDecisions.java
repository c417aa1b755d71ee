package dev.cairn.image.lzma;

import java.util.Arrays;
import java.util.Optional;

/**
 * The decisions of xz files (The .xz File Format 1.2.1, sections 2, 3, 4 and 5.3.1) with LZMA2 alone and one block, as {@code xz} makes of files and
 * as kernel modules are packed. They take about twice the room of the file. Stateless.
 */
public final class XzDecisions {
    private XzDecisions() {}

    /** The decisions of a file of at most 64 MiB of unpacked content, or nothing where they are not known. */
    public static Optional<byte[]> of(byte[] xz) {
        try {
            return Optional.of(new XzReader(xz).decisions());
        } catch (UnknownXzException e) {
            return Optional.empty();
        }
    }

    /** The same, but nothing where they would not give back the very same bytes, which other packers may bring about. */
    public static Optional<byte[]> exact(byte[] xz) {
        return of(xz).filter(decisions -> Arrays.equals(xz, file(decisions).orElse(new byte[0])));
    }

    /** The file that was taken apart, or nothing where these are no decisions. */
    public static Optional<byte[]> file(byte[] decisions) {
        try {
            return Optional.of(new XzWriter(decisions).xz());
        } catch (UnknownXzException e) {
            return Optional.empty();
        }
    }
}
