package dev.cairn.app.domain.profile;

import dev.cairn.app.domain.Digest;
import java.time.Instant;

/**
 * One kept version of a profile; never changed afterwards.
 *
 * @param version 1 and up
 * @param yaml the file as it was given
 * @param digest SHA-256 of the UTF-8 bytes of {@code yaml}
 */
public record ProfileVersion(String id, int version, ProfileDraft draft, String yaml, Digest digest, Instant savedAt) {
    public String name() {
        return draft.name();
    }
}
