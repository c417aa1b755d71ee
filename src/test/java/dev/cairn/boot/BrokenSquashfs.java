package dev.cairn.boot;

import dev.cairn.image.Sha256;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.image.slot.SlotManifest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A slot bundle whose kernel and initrd are good and whose root file system nobody can mount: its superblock is noise. */
final class BrokenSquashfs {
    private static final int SUPERBLOCK = 96;

    private BrokenSquashfs() {}

    /** Breaks a bundle where it stands; its manifest vouches for the broken bytes, so that nothing notices before the boot. */
    static void breakRoot(SlotBundle bundle) throws IOException {
        byte[] noise = new byte[SUPERBLOCK];
        new Random(2).nextBytes(noise);
        SlotManifest.SlotFile root = bundle.manifest().files().root();
        List<SlotManifest.Chunk> chunks = new ArrayList<>(root.chunks());
        byte[] first = new byte[chunks.getFirst().bytes()];
        try (RandomAccessFile file = new RandomAccessFile(bundle.root().toFile(), "rw")) {
            file.write(noise);
            file.seek(0);
            file.readFully(first);
        }
        chunks.set(0, new SlotManifest.Chunk(Sha256.of(first), first.length));
        SlotManifest broken = new SlotManifest(
                bundle.manifest().format(),
                bundle.manifest().release(),
                new SlotManifest.Files(
                        SlotManifest.SlotFile.of(chunks),
                        bundle.manifest().files().kernel(),
                        bundle.manifest().files().initrd()));
        Files.write(bundle.manifestFile(), broken.toJson());
    }
}
