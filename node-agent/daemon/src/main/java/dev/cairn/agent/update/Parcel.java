package dev.cairn.agent.update;

import dev.cairn.protocol.Answers.MissingChunk;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What arrives in chunks beside a slot's bundle, by the same order. Thread-safe. */
public interface Parcel {
    /** Of a node that has nothing beside its slots. */
    Parcel NONE = new Parcel() {
        @Override
        public Reading open() {
            return sha256 -> Optional.empty();
        }

        @Override
        public Optional<String> ordered() {
            return Optional.empty();
        }

        @Override
        public List<MissingChunk> missing() {
            return List.of();
        }

        @Override
        public Map<String, Long> wanted() {
            return Map.of();
        }

        @Override
        public ChunkStore store() {
            throw new IllegalStateException("nothing is wanted");
        }
    };

    /** Finds what is here: received, placed, or brought by the image. */
    @FunctionalInterface
    interface Reading {
        /** An intact chunk, or the manifest by its digest; nothing if it is not here. */
        Optional<byte[]> read(String sha256) throws IOException;
    }

    /** What is here now; to be asked for many chunks, since it looks at all places once. */
    Reading open() throws IOException;

    /** The digest of its manifest, if one is ordered. */
    Optional<String> ordered();

    /** What must still be sent; the manifest alone, with length 0, while that is missing. Refused where there is no room. */
    List<MissingChunk> missing() throws IOException;

    /** The length of every chunk that is named, and the manifest's own digest. */
    Map<String, Long> wanted() throws IOException;

    /** Where it is kept. */
    ChunkStore store();
}
