package dev.cairn.image.slot;

import dev.cairn.image.ImageException;
import dev.cairn.image.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Digests of each MiB of a bundle's root, known as long as nobody touched the file since they were made. Immutable. */
record RootRanges(FileStamp stamp, List<String> sha256) {
    static final String FILE = "root.ranges.json";

    RootRanges {
        sha256 = List.copyOf(sha256);
    }

    byte[] toJson() {
        return Json.bytes(this);
    }

    /** Those of a bundle; empty when there are none or the root was touched. */
    static Optional<RootRanges> of(Path bundle) throws IOException {
        Path file = bundle.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            RootRanges ranges = Json.read(Files.readAllBytes(file), RootRanges.class, file.toString());
            return Optional.of(ranges).filter(known -> known.isCurrent(bundle.resolve(SlotBundle.ROOT)));
        } catch (ImageException malformed) {
            return Optional.empty();
        }
    }

    private boolean isCurrent(Path root) {
        try {
            return stamp.isOf(root);
        } catch (IOException e) {
            return false;
        }
    }
}
