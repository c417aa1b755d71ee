package dev.cairn.boot.powercut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.image.Region;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model's reader beside mtools, on volumes that dosfstools and mtools made. */
final class EspVolumeTest {
    @TempDir
    Path folder;

    private Path image;

    @BeforeEach
    void makeVolume() throws IOException {
        image = folder.resolve("esp.img");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(64 << 20);
        }
        assertThat(Commands.run("mkfs.fat", "-F", "32", "-s", "1", image.toString())
                        .exit())
                .isZero();
        run("mmd", "::/loader", "::/loader/entries", "::/EFI", "::/EFI/BOOT");
    }

    @Test
    void seesWhatMtoolsSeesAfterManyChanges() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        TreeMap<String, byte[]> expected = new TreeMap<>();
        for (int i = 0; i < 60; i++) {
            String name = "/loader/entries/" + "cairn-b+" + random.nextInt(12) + "-long name ".repeat(random.nextInt(4))
                    + ".conf";
            if (random.nextInt(3) == 0 && !expected.isEmpty()) {
                String gone = expected.keySet().stream()
                        .skip(random.nextInt(expected.size()))
                        .findFirst()
                        .orElseThrow();
                run("mdel", "::" + gone);
                expected.remove(gone);
            } else {
                byte[] content = new byte[random.nextInt(5_000)];
                random.nextBytes(content);
                put(name, content);
                expected.put(name, content);
            }
        }
        put("/EFI/BOOT/BOOTX64.EFI", new byte[] {1});
        assertSame(expected);
        assertThat(found("/efi/boot/bootx64.efi")).isPresent();
        assertThat(found("/loader/entries/none.conf")).isEmpty();
    }

    @Test
    void meetsDamageOnlyWhereItIs() throws IOException {
        put("/loader/entries/whole.conf", new byte[1_000]);
        put("/loader/entries/short.conf", new byte[700]);
        try (FileChannel channel = FileChannel.open(image)) {
            EspVolume volume = new EspVolume(Region.whole(channel));
            EspVolume.Node cut = volume.find("/loader/entries/short.conf").orElseThrow();
            EspVolume.Node longer = new EspVolume.Node(cut.name(), false, cut.firstCluster(), 5_000);
            assertThat(volume.bytes(cut)).hasSize(700);
            assertThatThrownBy(() -> volume.bytes(longer)).isInstanceOf(EspVolume.Damaged.class);
            assertThat(volume.bytes(volume.find("/loader/entries/whole.conf").orElseThrow()))
                    .hasSize(1_000);
        }
    }

    private void assertSame(TreeMap<String, byte[]> expected) throws IOException {
        try (FileChannel channel = FileChannel.open(image)) {
            EspVolume volume = new EspVolume(Region.whole(channel));
            EspVolume.Node entries = volume.find("/loader/entries").orElseThrow();
            List<String> names = new ArrayList<>();
            for (EspVolume.Node node : volume.list(entries)) {
                names.add("/loader/entries/" + node.name());
                assertThat(volume.bytes(node)).isEqualTo(expected.get(names.getLast()));
            }
            List<String> seenByMtools = Commands.run("mdir", "-b", "-i", image.toString(), "::/loader/entries")
                    .output()
                    .lines()
                    .map(line -> line.substring(line.indexOf("::") + 2))
                    .toList();
            assertThat(names).containsExactlyInAnyOrderElementsOf(seenByMtools);
            assertThat(names).containsExactlyInAnyOrderElementsOf(expected.keySet());
        }
    }

    private java.util.Optional<EspVolume.Node> found(String path) throws IOException {
        try (FileChannel channel = FileChannel.open(image)) {
            return new EspVolume(Region.whole(channel)).find(path);
        }
    }

    private void put(String path, byte[] content) throws IOException {
        Path file = folder.resolve("content");
        Files.write(file, content);
        run("mcopy", "-o", file.toString(), "::" + path);
    }

    private void run(String command, String... arguments) {
        List<String> words = new ArrayList<>(List.of(command, "-i", image.toString()));
        words.addAll(List.of(arguments));
        Commands.Result result = Commands.run(words.toArray(String[]::new));
        assertThat(result.exit()).as("%s: %s", words, result.output()).isZero();
    }
}
