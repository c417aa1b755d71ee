package dev.cairn.image.slot;

import dev.cairn.image.Progress;

/** Merges layers into a slot bundle, deterministically. Stateless; each call works on its caller's thread. */
public final class SlotBuilder {
    /** Builds the bundle beside its final place and moves it there when it is whole. */
    public SlotBundle build(SlotRequest request, Progress progress) {
        throw new UnsupportedOperationException();
    }
}
