package dev.cairn.boot.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.image.Region;
import dev.cairn.image.Sha256;
import dev.cairn.image.slot.ReleaseInfo;
import dev.cairn.image.slot.SlotManifest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A small disk with an ESP and two slots, made and changed with sgdisk, dosfstools and mtools only. */
final class HandMadeDisk {
    private static final long MIB = 1 << 20;
    private static final String GUID_A = "aaaaaaaa-0000-4000-8000-00000000000a";
    private static final String GUID_B = "bbbbbbbb-0000-4000-8000-00000000000b";

    private final Path folder;
    private final Path image;

    private HandMadeDisk(Path folder) {
        this.folder = folder;
        this.image = folder.resolve("disk.img");
    }

    /** With a loader and nothing to load. */
    static HandMadeDisk in(Path folder) throws IOException {
        HandMadeDisk disk = new HandMadeDisk(folder);
        try (RandomAccessFile file = new RandomAccessFile(disk.image.toFile(), "rw")) {
            file.setLength(80 * MIB);
        }
        run(
                "sgdisk",
                "-n1:1M:+64M",
                "-t1:ef00",
                "-c1:cairn-esp",
                "-n2:0:+2M",
                "-c2:cairn-slot-a",
                "-u2:" + GUID_A,
                "-n3:0:+2M",
                "-c3:cairn-slot-b",
                "-u3:" + GUID_B,
                disk.image.toString());
        run("mkfs.fat", "-F", "32", "-s", "1", "--offset", "2048", disk.image.toString(), "65536");
        disk.mtools(
                "mmd",
                "::/EFI",
                "::/EFI/BOOT",
                "::/loader",
                "::/loader/entries",
                "::/cairn",
                "::/cairn/a",
                "::/cairn/b");
        disk.put("/EFI/BOOT/BOOTX64.EFI", "loader");
        return disk;
    }

    /** Puts a whole slot there; returns what it is. */
    KnownRelease slot(String slot, int version, String entryName) throws IOException {
        String release = Sha256.of((slot + version).getBytes(StandardCharsets.UTF_8));
        String root = "root of " + release;
        SlotManifest manifest = new SlotManifest(
                SlotManifest.FORMAT,
                new ReleaseInfo(release, "edge", String.valueOf(version)),
                new SlotManifest.Files(file(root), file("kernel of " + release), file("initrd of " + release)));
        put("/cairn/" + slot + "/linux", "kernel of " + release);
        put("/cairn/" + slot + "/initrd", "initrd of " + release);
        byte[] json = manifest.toJson();
        put("/cairn/" + slot + "/manifest.json", new String(json, StandardCharsets.UTF_8));
        put(
                "/loader/entries/" + entryName,
                "title t\nsort-key cairn\nversion " + version + "\nlinux /cairn/" + slot
                        + "/linux\ninitrd /cairn/" + slot + "/initrd\noptions root=PARTUUID="
                        + (slot.equals("a") ? GUID_A : GUID_B) + " cairn.slot=" + slot + " cairn.release=" + release
                        + "\n");
        writeRoot(slot, root);
        return new KnownRelease(manifest, Sha256.of(json));
    }

    void writeRoot(String slot, String content) throws IOException {
        try (FileChannel channel = FileChannel.open(image, StandardOpenOption.WRITE)) {
            channel.write(
                    ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)), (slot.equals("a") ? 65 : 67) * MIB);
        }
    }

    void put(String path, String content) throws IOException {
        Path file = folder.resolve("content");
        Files.writeString(file, content);
        mtools("mcopy", "-o", file.toString(), "::" + path);
    }

    void delete(String path) {
        mtools("mdel", "::" + path);
    }

    void rename(String path, String name) {
        mtools("mren", "::" + path, name);
    }

    /** Overwrites bytes of the disk with zeros. */
    void wipe(long at, int count) throws IOException {
        try (FileChannel channel = FileChannel.open(image, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(count), at);
        }
    }

    BootJudge.Verdict judgedBy(KnownRelease... askedFor) throws IOException {
        Path empty = folder.resolve("empty.log");
        Files.write(empty, new byte[1]);
        try (FileChannel channel = FileChannel.open(image);
                WriteLog log = WriteLog.open(empty)) {
            return new BootJudge(List.of(askedFor)).judge(new ReplayedDisk(channel, log));
        }
    }

    List<String> starts() throws IOException {
        try (FileChannel channel = FileChannel.open(image)) {
            return LoaderModel.look(Region.whole(channel)).starts().stream()
                    .map(BootEntry::id)
                    .toList();
        }
    }

    private static SlotManifest.SlotFile file(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return SlotManifest.SlotFile.of(List.of(new SlotManifest.Chunk(Sha256.of(bytes), bytes.length)));
    }

    private void mtools(String command, String... arguments) {
        List<String> words = new ArrayList<>(List.of(command, "-i", image + "@@1M"));
        words.addAll(List.of(arguments));
        run(words.toArray(String[]::new));
    }

    private static void run(String... words) {
        Commands.Result result = Commands.run(words);
        assertThat(result.exit()).as("%s: %s", List.of(words), result.output()).isZero();
    }
}
