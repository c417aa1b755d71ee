package dev.cairn.image;

import dev.cairn.image.layer.FilesLayer;
import dev.cairn.image.layer.Layer;
import dev.cairn.image.slot.ReleaseInfo;
import dev.cairn.image.slot.SlotBuilder;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.image.slot.SlotRequest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Small root file systems that have what a base OS needs, with noise for content. */
public final class SampleRoots {
    public static final ReleaseInfo RELEASE = new ReleaseInfo("ab".repeat(32), "edge", "1.0");

    private SampleRoots() {}

    public static FilesLayer.Builder baseOs() {
        return Layer.files("base")
                .mtime(1_700_000_000)
                .file("/boot/vmlinuz-6.12.9", efiProgram(noise(1, 300_000)), 0644)
                .file("/boot/vmlinuz-6.12.10", efiProgram(noise(2, 300_001)), 0644)
                .file("/boot/initrd.img-6.12.10", noise(3, 500_000), 0644)
                .file("/boot/initrd.img-6.12.9", noise(4, 500_000), 0644)
                .file("/usr/lib/systemd/systemd", elf(), 0755)
                .file("/usr/lib/systemd/boot/efi/systemd-bootx64.efi", efiProgram(noise(5, 90_000)), 0644)
                .file("/usr/sbin/sfdisk", noise(6, 10_000), 0755)
                .file("/usr/sbin/mkfs.ext4", noise(7, 10_000), 0755)
                .file("/usr/lib/os-release", "ID=debian\nPRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\n", 0644)
                .symlink("/etc/os-release", "../usr/lib/os-release")
                .symlink("/sbin", "usr/sbin")
                .file("/etc/machine-id", "0123456789abcdef0123456789abcdef\n", 0444)
                .file("/usr/share/large", noise(8, 2_500_000), 0644);
    }

    public static SlotBundle bundle(Path folder, Layer... more) {
        List<Layer> layers = new java.util.ArrayList<>(List.of(baseOs().build()));
        layers.addAll(List.of(more));
        return new SlotBuilder().build(new SlotRequest(folder, RELEASE, layers), Progress.NONE);
    }

    public static byte[] noise(long seed, int bytes) {
        byte[] noise = new byte[bytes];
        new Random(seed).nextBytes(noise);
        return noise;
    }

    /** Noise behind the headers of an EFI program, as far as anybody looks at them. */
    public static byte[] efiProgram(byte[] content) {
        ByteBuffer file = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        file.putShort(0, (short) 0x5a4d).putInt(0x3c, 0x40).putInt(0x40, 0x4550);
        file.putShort(0x40 + 24, (short) 0x20b).putShort(0x40 + 92, (short) 10);
        return content;
    }

    private static byte[] elf() {
        byte[] elf = noise(9, 50_000);
        elf[0] = 0x7f;
        elf[1] = 'E';
        elf[2] = 'L';
        elf[3] = 'F';
        elf[18] = 62;
        elf[19] = 0;
        return elf;
    }
}
