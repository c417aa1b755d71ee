package dev.cairn.app.domain.profile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The judgement on a profile file.
 *
 * @param draft what could be read, or null when the file is no profile at all
 * @param artifacts how many artifacts it names
 * @param present how many of these are in the library
 * @param bytes size of those present
 */
public record ProfileVerdict(
        @Nullable ProfileDraft draft, List<ProfileFinding> findings, int artifacts, int present, long bytes) {
    public ProfileVerdict {
        findings = List.copyOf(findings);
    }

    /** Whether a release can be made of it. */
    public boolean complete() {
        return draft != null && findings.isEmpty();
    }
}
