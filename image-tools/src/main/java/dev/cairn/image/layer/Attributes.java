package dev.cairn.image.layer;

import java.util.Map;

/**
 * Owner, rights and time of an entry.
 *
 * @param mode the lower 12 bits of a Unix mode
 * @param mtime seconds since 1970
 * @param xattrs extended attributes by full raw name; the values must not change
 */
public record Attributes(int mode, int uid, int gid, long mtime, Map<String, byte[]> xattrs) {
    public static final Attributes FOLDER = new Attributes(0755, 0, 0, 0, Map.of());

    public Attributes {
        mode &= 07777;
        xattrs = Map.copyOf(xattrs);
    }

    public Attributes(int mode, int uid, int gid, long mtime) {
        this(mode, uid, gid, mtime, Map.of());
    }
}
