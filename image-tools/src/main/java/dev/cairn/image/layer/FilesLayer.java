package dev.cairn.image.layer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files given in memory or by path; parents are made as needed. Paths are absolute or relative to the root, with {@code /}. */
public record FilesLayer(String name, List<Item> items) implements Layer {
    public FilesLayer {
        items = List.copyOf(items);
    }

    /** One entry with its owner and modification time (seconds since 1970). */
    public record Item(String path, int mode, int uid, int gid, long mtime, What what) {}

    /** What an entry is. */
    public sealed interface What {
        /** A file whose bytes are in memory; they are not copied and must not change. */
        @SuppressWarnings("ArrayRecordComponent")
        record Bytes(byte[] bytes) implements What {}

        /** A file whose bytes stand on this machine's disk. */
        record OnDisk(Path file) implements What {}

        record Symlink(String target) implements What {}

        record Folder() implements What {}

        /** Removes what an earlier layer put at this path. */
        record Whiteout() implements What {}
    }

    /** Collects entries; owner 0:0 and time 0 until told otherwise. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private final List<Item> items = new ArrayList<>();
        private int uid;
        private int gid;
        private long mtime;

        Builder(String name) {
            this.name = name;
        }

        /** Owner of the entries added from here on. */
        public Builder owner(int uid, int gid) {
            this.uid = uid;
            this.gid = gid;
            return this;
        }

        /** Modification time, in seconds since 1970, of the entries added from here on. */
        public Builder mtime(long seconds) {
            this.mtime = seconds;
            return this;
        }

        public Builder file(String path, byte[] bytes, int mode) {
            return add(path, mode, new What.Bytes(bytes));
        }

        public Builder file(String path, String text, int mode) {
            return file(path, text.getBytes(StandardCharsets.UTF_8), mode);
        }

        public Builder file(String path, Path source, int mode) {
            return add(path, mode, new What.OnDisk(source));
        }

        public Builder symlink(String path, String target) {
            return add(path, 0777, new What.Symlink(target));
        }

        public Builder directory(String path, int mode) {
            return add(path, mode, new What.Folder());
        }

        public Builder remove(String path) {
            return add(path, 0, new What.Whiteout());
        }

        public FilesLayer build() {
            return new FilesLayer(name, items);
        }

        private Builder add(String path, int mode, What what) {
            items.add(new Item(path, mode, uid, gid, mtime, what));
            return this;
        }
    }
}
