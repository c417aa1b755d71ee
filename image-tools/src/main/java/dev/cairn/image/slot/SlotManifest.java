package dev.cairn.image.slot;

import dev.cairn.image.Json;
import java.util.List;

/** What a slot bundle consists of; its JSON bytes are what the bundle digest names. */
public record SlotManifest(int format, ReleaseInfo release, Files files) {
    public static final int FORMAT = 1;
    public static final int CHUNK_BYTES = 1 << 20;

    /** The three files that a node needs: the root file system, the kernel and its initrd. */
    public record Files(SlotFile root, SlotFile kernel, SlotFile initrd) {}

    /** One file, cut into chunks that follow each other. */
    public record SlotFile(long bytes, String sha256, List<Chunk> chunks) {
        public SlotFile {
            chunks = List.copyOf(chunks);
        }
    }

    /** A piece of a file, named by its content. */
    public record Chunk(String sha256, int bytes) {}

    /** The canonical JSON bytes. */
    public byte[] toJson() {
        return Json.bytes(this);
    }

    /** Reads a manifest; {@code element} names it in errors. */
    public static SlotManifest parse(byte[] json, String element) {
        SlotManifest manifest = Json.read(json, SlotManifest.class, element);
        manifest.check(element);
        return manifest;
    }

    private void check(String element) {
        SlotManifestCheck.check(this, element);
    }
}
