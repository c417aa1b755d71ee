package dev.cairn.app.bench;

import dev.cairn.image.Progress;
import dev.cairn.image.Sha256;
import dev.cairn.image.baseos.BaseOsCheck;
import dev.cairn.image.layer.FilesLayer;
import dev.cairn.image.layer.Layer;
import dev.cairn.image.slot.ReleaseInfo;
import dev.cairn.image.slot.SlotBuilder;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.image.slot.SlotRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Slot bundles with as many bytes as wanted that no other bundle has, and what a slot needs by name. Stateless. */
final class BenchBundle {
    private BenchBundle() {}

    static SlotBundle build(Path folder, String version, int mebibytes) throws IOException {
        Files.createDirectories(folder);
        Path random = folder.resolve("random-" + version);
        byte[] block = new byte[1 << 20];
        Random source = new Random(version.hashCode());
        try (OutputStream out = Files.newOutputStream(random)) {
            for (int i = 0; i < mebibytes; i++) {
                source.nextBytes(block);
                out.write(block);
            }
        }
        FilesLayer layer = Layer.files("bench base")
                .file("/boot/vmlinuz-6.12.0", efiProgram("kernel of " + version), 0644)
                .file("/boot/initrd.img-6.12.0", "initrd of " + version, 0644)
                .file("/usr/lib/systemd/systemd", "systemd", 0755)
                .file(BaseOsCheck.LOADER, efiProgram("loader"), 0644)
                .file("/usr/sbin/sfdisk", "sfdisk", 0755)
                .file("/usr/sbin/mkfs.ext4", "mkfs", 0755)
                .file("/etc/os-release", "PRETTY_NAME=\"Bench " + version + "\"\n", 0644)
                .file("/usr/bin/k3s", "played-k3s version=v1.34.1+k3s1 ready-after-ms=300", 0755)
                .file("/random", random, 0644)
                .build();
        ReleaseInfo release = new ReleaseInfo(Sha256.of(version.getBytes(StandardCharsets.UTF_8)), "bench", version);
        SlotBundle bundle = new SlotBuilder()
                .build(new SlotRequest(folder.resolve("bundle-" + version), release, List.of(layer)), Progress.NONE);
        Files.delete(random);
        return bundle;
    }

    /** A text behind the headers of an EFI program, as far as anybody looks at them. */
    private static byte[] efiProgram(String text) {
        ByteBuffer file = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
        file.putShort(0, (short) 0x5a4d).putInt(0x3c, 0x40).putInt(0x40, 0x4550);
        file.putShort(0x40 + 24, (short) 0x20b).putShort(0x40 + 92, (short) 10);
        file.put(160, text.getBytes(StandardCharsets.UTF_8));
        return file.array();
    }
}
