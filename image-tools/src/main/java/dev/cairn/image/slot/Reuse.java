package dev.cairn.image.slot;

import dev.cairn.image.Sha256;
import dev.cairn.image.cache.BakeCache;
import dev.cairn.image.layer.FilesLayer;
import dev.cairn.image.layer.Layer;
import dev.cairn.image.layer.TarLayer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;

/**
 * What lets a build take over parts of earlier ones. Immutable.
 *
 * @param digests SHA-256 of files that layers are read from; layers of other files are always packed anew
 */
public record Reuse(BakeCache cache, Map<Path, String> digests) {
    public Reuse {
        digests = Map.copyOf(digests);
    }

    /** The name of a layer's content; empty when a file of it has no known digest. */
    public Optional<String> key(Layer layer) {
        return switch (layer) {
            case TarLayer tar -> Optional.ofNullable(digests.get(tar.file()));
            case FilesLayer files -> key(files);
        };
    }

    private Optional<String> key(FilesLayer files) {
        MessageDigest digest = Sha256.start();
        for (FilesLayer.Item item : files.items()) {
            Optional<String> what = switch (item.what()) {
                case FilesLayer.What.Bytes memory -> Optional.of("file " + Sha256.of(memory.bytes()));
                case FilesLayer.What.OnDisk disk ->
                    Optional.ofNullable(digests.get(disk.file())).map(sha256 -> "file " + sha256);
                case FilesLayer.What.Symlink link -> Optional.of("link " + link.target());
                case FilesLayer.What.Folder folder -> Optional.of("folder");
                case FilesLayer.What.Whiteout gone -> Optional.of("gone");
            };
            if (what.isEmpty()) {
                return Optional.empty();
            }
            String line = String.join(
                    "\0",
                    item.path(),
                    Integer.toString(item.mode()),
                    item.uid() + ":" + item.gid(),
                    Long.toString(item.mtime()),
                    what.get());
            digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return Optional.of(Sha256.finish(digest));
    }

    /** What names contents. */
    ContentKeys keys() {
        return new ContentKeys(digests);
    }
}
