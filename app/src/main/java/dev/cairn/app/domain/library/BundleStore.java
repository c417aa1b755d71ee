package dev.cairn.app.domain.library;

import dev.cairn.app.domain.Digest;
import java.nio.file.Path;
import java.util.Optional;

/** Where slot bundles stand: {@code bundles/<release digest>}. */
public interface BundleStore {
    /** The folder of a release's bundle, whether it exists or not. */
    Path folder(Digest release);

    /** What the bundle of this release was made of, as {@link #remember} was told; empty when there is none. */
    Optional<String> madeOf(Digest release);

    /** Notes what the bundle was made of, once it is whole. */
    void remember(Digest release, String inputs);

    /** Removes the note before a bundle is made anew. */
    void forget(Digest release);
}
