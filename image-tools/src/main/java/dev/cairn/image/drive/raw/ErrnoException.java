package dev.cairn.image.drive.raw;

import java.io.IOException;

/** A call of the system's C library that failed, with its errno. Immutable. */
public final class ErrnoException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int code;

    public ErrnoException(String function, int code) {
        super(function + " failed with errno " + code);
        this.code = code;
    }

    public int code() {
        return code;
    }
}
