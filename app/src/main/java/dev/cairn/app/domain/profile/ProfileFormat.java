package dev.cairn.app.domain.profile;

/** Reads and writes profile files. */
public interface ProfileFormat {
    /** Reads a file; what is wrong with its shape is in the findings. Never throws for bad input. */
    ParsedProfile parse(String text);

    /** Writes a draft in the usual order of fields. */
    String write(ProfileDraft draft);
}
