package dev.cairn.app.played;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Makes the inputs of the demo's profile: files of the right shape that no machine could run. */
public final class PlayedArtifacts {
    private static final String KERNEL = "6.12.0-played";
    private static final int LIBRARY_FILES = 24;
    private static final int LIBRARY_BYTES = 1 << 20;

    private final Path folder;
    private final int libraryFiles;

    /** Files are made below {@code folder}, which exists. */
    public PlayedArtifacts(Path folder) {
        this(folder, LIBRARY_FILES);
    }

    /** The same with another number of files of 1 MiB in the base OS. */
    public PlayedArtifacts(Path folder, int libraryFiles) {
        this.folder = folder;
        this.libraryFiles = libraryFiles;
    }

    /** A root file system with the files that a base OS needs, of them 24 MiB noise unless told otherwise. */
    public Path baseOs() throws IOException {
        Path file = folder.resolve("played-base-os.tar");
        Random noise = new Random(22);
        try (PlayedTar tar = new PlayedTar(file)) {
            for (String name : new String[] {
                "boot",
                "dev",
                "etc",
                "proc",
                "run",
                "sys",
                "tmp",
                "usr",
                "usr/bin",
                "usr/lib",
                "usr/sbin",
                "usr/lib/systemd",
                "usr/lib/systemd/boot",
                "usr/lib/systemd/boot/efi",
                "usr/lib/played",
                "usr/local",
                "usr/local/bin",
                "var"
            }) {
                tar.folder(name);
            }
            tar.link("bin", "usr/bin").link("sbin", "usr/sbin").link("lib", "usr/lib");
            tar.file("usr/lib/os-release", 0644, "ID=played\nPRETTY_NAME=\"Played base OS (demo)\"\n");
            tar.file("boot/vmlinuz-" + KERNEL, 0644, efiProgram(noise(noise, 3 << 20)));
            tar.file("boot/initrd.img-" + KERNEL, 0644, noise(noise, 2 << 20));
            tar.file("usr/lib/systemd/systemd", 0755, elf());
            tar.link("sbin/init", "../lib/systemd/systemd");
            tar.file("usr/lib/systemd/boot/efi/systemd-bootx64.efi", 0644, efiProgram(noise(noise, 64 << 10)));
            tar.file("usr/sbin/sfdisk", 0755, elf());
            tar.file("usr/sbin/mkfs.ext4", 0755, elf());
            for (int i = 0; i < libraryFiles; i++) {
                tar.file("usr/lib/played/library-" + i + ".so", 0644, noise(noise, LIBRARY_BYTES));
            }
        }
        return file;
    }

    /** A Kubernetes "binary" that the played node reads: it gets ready soon after its start. */
    public Path kubernetes(String version) throws IOException {
        return binary("k3s-" + version, "played-k3s version=" + version + " ready-after-ms=500\n");
    }

    /** A Kubernetes "binary" that never gets ready, for the release that must fall back. */
    public Path brokenKubernetes(String version) throws IOException {
        return binary("k3s-" + version, "played-k3s version=" + version + " ready=never\n");
    }

    /** Stands for the agent layer where the real one was not built (it is built on Linux). */
    public Path agentLayer() throws IOException {
        Path file = folder.resolve("played-agent-layer.tar");
        try (PlayedTar tar = new PlayedTar(file)) {
            tar.folder("usr").folder("usr/lib").folder("usr/lib/cairn");
            tar.file("usr/lib/cairn/played", 0644, "the agent of a played node runs from the laptop's own files\n");
        }
        return file;
    }

    private Path binary(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name.replace('+', '-')), content);
    }

    private static byte[] noise(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Noise behind the headers of an EFI program, as far as anybody looks at them. */
    private static byte[] efiProgram(byte[] content) {
        ByteBuffer file = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        file.putShort(0, (short) 0x5a4d).putInt(0x3c, 0x40).putInt(0x40, 0x4550);
        file.putShort(0x40 + 24, (short) 0x20b).putShort(0x40 + 92, (short) 10);
        return content;
    }

    /** The first bytes of an x86-64 ELF file, enough to tell the architecture (System V ABI, ELF header). */
    private static byte[] elf() {
        byte[] header = new byte[64];
        byte[] magic = {0x7f, 'E', 'L', 'F', 2, 1, 1};
        System.arraycopy(magic, 0, header, 0, magic.length);
        header[16] = 2;
        header[18] = 0x3e;
        return header;
    }
}
