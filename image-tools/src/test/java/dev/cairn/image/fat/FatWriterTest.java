package dev.cairn.image.fat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.OtherTools;
import dev.cairn.image.Region;
import dev.cairn.image.SampleRoots;
import dev.cairn.image.layer.Content;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Volumes with names that FAT must bend for, judged by fsck.fat and mtools. */
class FatWriterTest {
    private static final long VOLUME = 272L << 20;
    private static final Map<String, String> UTF_8 = Map.of("LC_ALL", "C.UTF-8");
    private static final Content SMALL = new Content.InMemory(new byte[] {1});

    @TempDir
    Path folder;

    @Test
    void oddNamesComeOutWithTheirContents() throws IOException {
        List<String> names = List.of(
                "/README.TXT",
                "/readme",
                "/Mixed.Case",
                "/with several spaces in it.conf",
                "/ leading space",
                "/.hidden",
                "/two.dots.in.it",
                "/no extension but long",
                "/käse.txt",
                "/Ünïcödé/日本語のファイル名.conf",
                "/plus+comma,semi;equals=[brackets].x",
                "/" + "x".repeat(255),
                "/" + "ü".repeat(120) + ".txt",
                "/A/B/C/D/E/deep.txt",
                "/exact8ch.ext",
                "/thirteen-char",
                "/twenty-six-characters-name");
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            files.put(names.get(i), SampleRoots.noise(i, i * 1_700));
        }
        write(files);
        judge(files);
    }

    @Test
    void namesWithOneBeginningHaveShortNamesOfTheirOwn() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 1; i <= 20; i++) {
            files.put("/many/long name number " + i + ".conf", SampleRoots.noise(i, 100 + i));
        }
        files.put("/many/LONGNA~1.CON", SampleRoots.noise(30, 5_000));
        files.put("/many/longna~3.con", SampleRoots.noise(31, 5_001));
        files.put("/many/LONGN~12.CON", SampleRoots.noise(32, 5_002));
        write(files);
        judge(files);
        String listing = OtherTools.run(UTF_8, "mdir", "-i", volume().toString(), "::/many")
                .ok()
                .output();
        List<String> aliases = Pattern.compile("(?im)^([A-Z~0-9]+ +CON) ")
                .matcher(listing)
                .results()
                .map(result -> result.group(1).toUpperCase(Locale.ROOT))
                .toList();
        assertThat(aliases).hasSize(23).doesNotHaveDuplicates();
    }

    @Test
    void namesThatDifferInCaseOnlyAreRefused() throws IOException {
        FatWriter writer = new FatWriter(VOLUME, 7, "TEST");
        writer.add("/loader/entry.conf", SMALL);
        assertThatThrownBy(() -> writer.add("/LOADER/Entry.CONF", SMALL)).hasMessageContaining("/LOADER/Entry.CONF");
        assertThatThrownBy(() -> writer.add("/loader/entry.conf/below", SMALL)).hasMessageContaining("entry.conf");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a:b", "a*b", "a?b", "a\"b", "a<b", "a\\b", "a|b", "a\u0001b", "ends with a dot.", "space "})
    void namesThatFatCannotHoldAreRefused(String name) {
        assertThat(refusal("/folder/" + name, SMALL).element()).isEqualTo("/folder/" + name);
        assertThat(refusal("/" + name + "/file", SMALL).arguments().get("reason"))
                .contains(name);
    }

    @Test
    void aNameOfMoreThan255CharactersIsRefused() {
        String name = "/EFI/" + "ü".repeat(256);
        assertThat(refusal(name, SMALL).element()).isEqualTo(name);
        assertThat(refusal(name, SMALL).arguments().get("reason")).contains("256");
        assertThat(refusal("/" + "😀".repeat(128), SMALL).arguments().get("reason"))
                .contains("256");
    }

    @Test
    void aFileOf4GibIsRefusedAndOneThatIsAClusterSmallerIsNot() throws IOException {
        ImageException refusal = refusal("/cairn/a/initrd", sized(1L << 32));
        assertThat(refusal.element()).isEqualTo("/cairn/a/initrd");
        assertThat(refusal.arguments().get("reason")).contains("4294967296");
        assertThat(refusal("/a", sized((1L << 32) - 1)).element()).isEqualTo("/a");
        FatWriter writer = new FatWriter(5L << 30, 7, "TEST");
        writer.add("/cairn/a/initrd", sized((1L << 32) - 4096));
        try (RandomAccessFile file = new RandomAccessFile(volume().toFile(), "rw")) {
            file.setLength(5L << 30);
            for (FatPieces.Piece piece : writer.pieces(0).pieces()) {
                if (piece.content() instanceof Content.InMemory memory) {
                    file.getChannel().write(ByteBuffer.wrap(memory.bytes()), piece.offset());
                }
            }
        }
        OtherTools.run("fsck.fat", "-n", volume().toString()).ok();
        assertThat(OtherTools.run("mdir", "-i", volume().toString(), "::/cairn/a")
                        .ok()
                        .output())
                .containsPattern("INITRD +4294963200 ");
    }

    /** Longer in bytes than Linux can call a file, or in characters that mtools does not know: no other tool copies them out. */
    @ParameterizedTest
    @ValueSource(strings = {"ü", "😀"})
    void aLongNameMayHave255CharactersOfAnyKind(String character) throws IOException {
        String name = "/" + character.repeat(255 / character.length());
        write(Map.of(name, new byte[] {7}));
        OtherTools.run("fsck.fat", "-n", volume().toString()).ok();
        try (FileChannel channel = FileChannel.open(volume())) {
            assertThat(new FatReader(Region.whole(channel), "volume").read(name, 10))
                    .contains(new byte[] {7});
        }
    }

    private static Content sized(long bytes) {
        return new Content.Range((into, at) -> -1, "nowhere", 0, bytes);
    }

    private static ImageException refusal(String path, Content content) {
        ImageException refusal =
                catchThrowableOfType(ImageException.class, () -> new FatWriter(VOLUME, 7, "TEST").add(path, content));
        assertThat(refusal.problem()).isEqualTo(ImageProblem.FAT_LIMIT);
        return refusal;
    }

    private Path volume() {
        return folder.resolve("volume");
    }

    private void write(Map<String, byte[]> files) throws IOException {
        FatWriter writer = new FatWriter(VOLUME, 7, "TEST");
        files.forEach((path, bytes) -> writer.add(path, new Content.InMemory(bytes)));
        try (RandomAccessFile file = new RandomAccessFile(volume().toFile(), "rw")) {
            file.setLength(VOLUME);
            writer.write(file.getChannel(), 0, 0);
        }
    }

    /** Names and contents as mtools copies them out, and as our own reader finds them. */
    private void judge(Map<String, byte[]> files) throws IOException {
        String said = OtherTools.run("fsck.fat", "-n", volume().toString()).ok().output();
        assertThat(said).contains(" files, ").doesNotContain("Bad", "Duplicate", "orphan", "wrong");
        Path out = Files.createDirectory(folder.resolve("out"));
        OtherTools.run(UTF_8, "mcopy", "-s", "-n", "-i", volume().toString(), "::*", out.toString())
                .ok();
        try (var found = Files.walk(out)) {
            Set<String> names = found.filter(Files::isRegularFile)
                    .map(file -> "/" + out.relativize(file))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(names).isEqualTo(files.keySet());
        }
        try (FileChannel channel = FileChannel.open(volume())) {
            FatReader reader = new FatReader(Region.whole(channel), "volume");
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                byte[] copied = Files.readAllBytes(out.resolve(file.getKey().substring(1)));
                assertThat(Arrays.equals(copied, file.getValue()))
                        .as(file.getKey())
                        .isTrue();
                assertThat(reader.read(file.getKey(), 1 << 20)).contains(file.getValue());
            }
        }
    }
}
