package dev.cairn.app.domain.link;

import dev.cairn.app.domain.Digest;
import java.io.IOException;

/** Gives the bytes of a bundle's chunks. */
@FunctionalInterface
public interface ChunkSource {
    byte[] read(Digest sha256) throws IOException;
}
