package dev.cairn.image.drive.windows;

import java.io.IOException;

/** A call of kernel32 that failed, with the code that GetLastError gave. Immutable. */
public final class Win32Exception extends IOException {
    private static final long serialVersionUID = 1L;

    private final int code;

    public Win32Exception(String function, int code) {
        super(function + " failed with code " + code);
        this.code = code;
    }

    public int code() {
        return code;
    }
}
