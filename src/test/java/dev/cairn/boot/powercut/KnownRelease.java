package dev.cairn.boot.powercut;

import dev.cairn.image.Sha256;
import dev.cairn.image.slot.SlotManifest;

/**
 * A release that somebody asked for, as its manifest describes it.
 *
 * @param bundle SHA-256 of the manifest's bytes
 */
public record KnownRelease(SlotManifest manifest, String bundle) {
    /** Reads the manifest of a slot from a disk that is known to be good. */
    public static KnownRelease in(String slot, ReplayedDisk disk) {
        EspVolume volume = LoaderModel.look(disk.whole()).volume();
        String path = BootJudge.folder(slot) + "manifest.json";
        byte[] bytes = volume.bytes(volume.find(path).orElseThrow());
        return new KnownRelease(SlotManifest.parse(bytes, path), Sha256.of(bytes));
    }

    /** Digest of the release, as the kernel is told it. */
    public String digest() {
        return manifest.release().digest();
    }

    boolean isManifest(byte[] bytes) {
        return Sha256.of(bytes).equals(bundle);
    }
}
