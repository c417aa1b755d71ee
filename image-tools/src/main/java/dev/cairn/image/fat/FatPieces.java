package dev.cairn.image.fat;

import dev.cairn.image.layer.Content;
import java.util.List;

/**
 * A volume that was laid out: what stands where in it (Microsoft FAT specification 1.03, "Boot Sector and BPB" and "FAT Data Structure"); all else
 * reads as zeros. Immutable.
 */
public record FatPieces(FatVolume volume, List<Piece> pieces) {
    public FatPieces {
        pieces = List.copyOf(pieces);
    }

    /** Some bytes and where in the volume they begin. */
    public record Piece(long offset, Content content) {}
}
