package dev.cairn.image.clone;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What to make of a stick. Immutable.
 *
 * @param stick the device that holds it, or a file that plays one
 * @param identity 32 random bytes in lower-case hex, from which all GUIDs of the new disk follow: the same identity goes on with an
 *     interrupted write, another one makes another disk
 * @param seed what the new disk's node is told, at most 16 KiB of JSON
 */
@SuppressWarnings("ArrayRecordComponent")
public record CloneRequest(Path stick, String identity, byte[] seed) {
    private static final Pattern IDENTITY = Pattern.compile("[0-9a-f]{64}");

    public CloneRequest {
        if (!IDENTITY.matcher(identity).matches()) {
            throw new IllegalArgumentException("an identity is 32 bytes in lower-case hex");
        }
        seed = seed.clone();
    }
}
