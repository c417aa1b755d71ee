package dev.cairn.image.clone;

import dev.cairn.image.Progress;
import dev.cairn.image.drive.IdentityCheck;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A program that clones a stick and dies without a word in the middle. */
final class CutClone {
    private CutClone() {}

    /** Arguments: stick, target, identity, seed, the phase to die in, the percent to die at. */
    public static void main(String[] arguments) {
        String phase = arguments[4];
        long percent = Long.parseLong(arguments[5]);
        Progress progress = (now, element, done, total) -> {
            if (now.equals(phase) && done * 100 >= total * percent) {
                Runtime.getRuntime().halt(9);
            }
        };
        byte[] seed = arguments[3].getBytes(StandardCharsets.UTF_8);
        CloneRequest request = new CloneRequest(Path.of(arguments[0]), arguments[2], seed);
        try (DiskClone clone = DiskClone.open(request)) {
            clone.write(clone.check(Progress.NONE), Path.of(arguments[1]), IdentityCheck.NONE, progress);
        }
    }
}
