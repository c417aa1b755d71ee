package dev.cairn.image.squashfs;

import java.io.IOException;

/** Something in a squashfs that cannot be as it is, and where it stands. */
final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final long offset;

    /** @param offset in bytes from the start of the file system */
    DamagedException(long offset, String reason) {
        super(reason);
        this.offset = offset;
    }

    /** Takes over what another class found, which does not know where it stands. */
    DamagedException(long offset, IOException cause) {
        super(cause.getMessage(), cause);
        this.offset = offset;
    }

    long offset() {
        return offset;
    }
}
