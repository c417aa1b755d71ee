package dev.cairn.image.fat;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.layer.Content;
import java.util.Map;
import java.util.regex.Pattern;

/** What a FAT volume has room for (Microsoft FAT specification 1.03, "FAT Directory Structure" and "Name Limits and Character Sets"). Stateless. */
final class FatLimits {
    /** A cluster less than 4 GiB: fsck.fat counts the bytes of a file's clusters in 32 bits and cuts off what has one more. */
    private static final long MAX_FILE_BYTES = (1L << 32) - FatGeometry.CLUSTER;

    private static final int MAX_NAME_CHARS = 255;
    private static final Pattern NO_NAME = Pattern.compile(".*[\\x00-\\x1f\"*:<>?\\\\|].*|.*[. ]|", Pattern.DOTALL);

    private FatLimits() {}

    /** Checks a file and the folders it lies in. */
    static void check(String path, Content content) {
        if (content.size() > MAX_FILE_BYTES) {
            throw limit(path, "it has " + content.size() + " bytes, and FAT has room for " + MAX_FILE_BYTES);
        }
        for (String name : path.substring(1).split("/")) {
            if (name.length() > MAX_NAME_CHARS) {
                throw limit(path, "a name has " + name.length() + " characters, and FAT has room for 255");
            }
            if (NO_NAME.matcher(name).matches()) {
                throw limit(path, "FAT cannot call a file " + name);
            }
        }
    }

    private static ImageException limit(String path, String reason) {
        return new ImageException(ImageProblem.FAT_LIMIT, "bake", path, Map.of("reason", reason));
    }
}
