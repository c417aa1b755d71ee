package dev.cairn.image.drive.linux;

import java.nio.file.Path;
import java.util.Optional;

/** Remembers that somebody refused, for those who were waiting then: nobody shall have to refuse once for each drive. Thread-safe. */
final class Refusals {
    private long count;
    private Optional<UdisksProblem> last = Optional.empty();

    synchronized long count() {
        return count;
    }

    synchronized void note(UdisksProblem problem) {
        if (problem.holdsForAll()) {
            count++;
            last = Optional.of(problem);
        }
    }

    /** Throws what was noted since the count was {@code before}. */
    synchronized void throwAnySince(long before, Path device) {
        if (count != before) {
            throw last.orElseThrow().about(device);
        }
    }
}
