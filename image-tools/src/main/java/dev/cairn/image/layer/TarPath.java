package dev.cairn.image.layer;

import dev.cairn.image.ImageProblem;
import java.util.List;

/**
 * Holds paths and link targets of a tar to what is safe and what Linux can hold (POSIX.1-2017, pax, "ustar Interchange Format", name and linkname;
 * path_resolution(7), limits.h). Stateless.
 */
final class TarPath {
    private static final int MAX_DEPTH = 1024;
    private static final int MAX_NAME = 255;
    /** PATH_MAX without the final zero: the kernel reads no longer target from a squashfs. */
    private static final int MAX_TARGET = 4095;

    private TarPath() {}

    static List<String> safe(String rawPath, TarBlocks blocks) {
        List<String> parts = Tree.parts(rawPath);
        if (parts.contains("..")) {
            throw blocks.fail(ImageProblem.TAR_UNSAFE_PATH, RawName.toText(rawPath));
        }
        if (rawPath.indexOf('\0') >= 0) {
            throw blocks.fail(ImageProblem.TAR_CORRUPT, "path with a zero byte: " + RawName.toText(rawPath));
        }
        if (parts.size() > MAX_DEPTH || hasLongName(parts)) {
            throw blocks.fail(ImageProblem.TAR_UNSUPPORTED, "path that Linux could not hold");
        }
        return parts;
    }

    private static boolean hasLongName(List<String> parts) {
        for (String part : parts) {
            if (part.length() > MAX_NAME) {
                return true;
            }
        }
        return false;
    }

    static Inode.Kind.Symlink symlink(String name, String target, TarBlocks blocks) {
        if (target.isEmpty() || target.length() > MAX_TARGET || target.indexOf('\0') >= 0) {
            throw blocks.fail(ImageProblem.TAR_CORRUPT, "symlink " + RawName.toText(name) + " has no usable target");
        }
        return new Inode.Kind.Symlink(target);
    }
}
