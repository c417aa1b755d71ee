package dev.cairn.app.domain.profile;

/** Where something stands in a file: line and column from 1, both 0 when it concerns the whole file. */
public record ProfilePlace(int line, int column) {
    public static final ProfilePlace WHOLE = new ProfilePlace(0, 0);
}
