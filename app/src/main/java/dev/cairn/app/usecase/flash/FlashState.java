package dev.cairn.app.usecase.flash;

/** Where a drive stands on the flash line. */
public enum FlashState {
    /** Was in before the line was armed, so it is left alone until it is taken out and put in again. */
    BEFORE,
    /** Just put in; the system may still be looking at it. */
    SETTLING,
    /** A rule forbids writing it. */
    REFUSED,
    /** Holds data, and the line was told to ask first. */
    ASKS,
    /** Was written in this run already. */
    ALREADY,
    WRITING,
    WRITTEN,
    FAILED
}
