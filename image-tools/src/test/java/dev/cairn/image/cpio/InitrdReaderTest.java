package dev.cairn.image.cpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.OtherTools;
import dev.cairn.image.SampleRoots;
import dev.cairn.image.Sha256;
import dev.cairn.image.layer.Content;
import dev.cairn.image.layer.RawName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InitrdReaderTest {
    private static final String FIND = "find . -mindepth 1 -printf '%P %U:%G %n %Ts %y\\n'";

    @TempDir
    Path folder;

    @BeforeEach
    void needTools() {
        OtherTools.run("cpio", "--version").ok();
        OtherTools.run("lz4", "--version").ok();
    }

    @ParameterizedTest
    @ValueSource(strings = {"newc", "crc"})
    void whatGnuCpioPacksIsRead(String form) throws IOException {
        Path tree = Files.createDirectory(folder.resolve("tree"));
        SampleTree.make(tree);
        OtherTools.shell(
                        tree,
                        "ln etc/motd usr/hard; touch -h -d @1000000007 etc/motd usr; find . | cpio -o --quiet -H "
                                + form + " > ../archive")
                .ok();
        List<String> found = new ArrayList<>();
        List<String> contents = new ArrayList<>();
        InitrdReader.read(onDisk("archive"), "archive", (entry, content) -> {
            if (!entry.name().equals(".")) {
                found.add("%s %d:%d %d %d %s"
                        .formatted(
                                entry.name(),
                                entry.uid(),
                                entry.gid(),
                                entry.links(),
                                entry.mtime(),
                                type(entry.mode())));
            }
            // Of a file with two names the content stands at one of them only.
            if (entry.regular() && (entry.links() == 1 || entry.bytes() > 0)) {
                contents.add(Sha256.of(content.readAllBytes()));
            }
            return true;
        });
        String wanted = OtherTools.shell(tree, FIND).ok().output();
        assertThat(found).containsExactlyInAnyOrderElementsOf(wanted.lines().toList());
        assertThat(contents)
                .containsExactlyInAnyOrderElementsOf(OtherTools.shell(
                                tree,
                                "find . -type f ! -path ./usr/hard -print0 | xargs -0 sha256sum | tr -d '\\\\' | cut -c1-64")
                        .ok()
                        .output()
                        .lines()
                        .toList());
    }

    private static String type(int mode) {
        return switch (mode & 0170000) {
            case CpioEntry.FOLDER -> "d";
            case CpioEntry.REGULAR -> "f";
            case CpioEntry.SYMLINK -> "l";
            case CpioEntry.FIFO -> "p";
            case CpioEntry.CHARACTER_DEVICE -> "c";
            case CpioEntry.BLOCK_DEVICE -> "b";
            default -> "?";
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip -n", "bzip2", "xz --check=crc32", "zstd -q -T0", "lz4 -q -l", "cat"})
    void segmentsFollowEachOtherPlainAndPacked(String packer) throws IOException {
        initrd(packer);
        List<String> names = new ArrayList<>();
        InitrdReader.read(onDisk("initrd"), "initrd", (entry, content) -> {
            if (entry.regular()) {
                byte[] wanted = Files.readAllBytes(folder.resolve(entry.name()));
                assertThat(Arrays.equals(content.readAllBytes(), wanted))
                        .as(entry.name())
                        .isTrue();
                names.add(entry.name());
            }
            return true;
        });
        assertThat(names)
                .containsExactly("early/noise", "main/large", "main/small", "early/noise", "main/large", "main/small");
        assertThat(InitrdReader.begins(onDisk("initrd"))).isTrue();
    }

    /** A plain segment, zeros, a packed one, more zeros, and both once more. */
    private void initrd(String packer) throws IOException {
        Files.createDirectories(folder.resolve("early"));
        Files.createDirectories(folder.resolve("main"));
        Files.write(folder.resolve("early/noise"), SampleRoots.noise(1, 70_001));
        Files.write(folder.resolve("main/large"), "many words ".repeat(40_000).getBytes(StandardCharsets.UTF_8));
        Files.write(folder.resolve("main/small"), SampleRoots.noise(2, 1_234));
        OtherTools.shell(folder, """
                find early | LC_ALL=C sort | cpio -o --quiet --reproducible -H newc > one
                find main | LC_ALL=C sort | cpio -o --quiet --reproducible -H crc | %s > two
                { cat one; head -c 700 /dev/zero; cat two; head -c 9 /dev/zero; } > part
                truncate -s %%4 part; cat part part > initrd
                """.formatted(packer)).ok();
    }

    @Test
    void theFrontEndsWhereSomethingPackedBegins() throws IOException {
        initrd("zstd -q");
        List<String> names = new ArrayList<>();
        InitrdReader.readFront(onDisk("initrd"), "initrd", (entry, content) -> names.add(entry.name()));
        assertThat(names).containsExactly("early", "early/noise");
        names.clear();
        InitrdReader.readFront(onDisk("two"), "two", (entry, content) -> names.add(entry.name()));
        assertThat(names).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip -n", "bzip2", "xz", "zstd -q", "lz4 -q -l"})
    void whatIsCutOffIsRefusedWithNameAndOffset(String packer) throws IOException {
        initrd(packer);
        byte[] packed = Files.readAllBytes(folder.resolve("two"));
        for (int length = 1; length < packed.length; length += 1 + packed.length / 97) {
            ImageException refusal = refusal(Arrays.copyOf(packed, length));
            assertThat(refusal.problem()).isEqualTo(ImageProblem.INITRD_CORRUPT);
            assertThat(refusal.element()).isEqualTo("the initrd");
            assertThat(Long.parseLong(refusal.arguments().getOrDefault("offset", "-1")))
                    .as("cut at %d", length)
                    .isBetween(0L, (long) length);
        }
    }

    @Test
    void aPlainArchiveThatIsCutOffIsRefusedAtTheEntryThatLacksBytes() throws IOException {
        initrd("cat");
        byte[] plain = Files.readAllBytes(folder.resolve("one"));
        int second = 110 + "early\0".length();
        for (int length : new int[] {second + 1, second + 109, second + 112, second + 5_000, second + 70_000}) {
            ImageException refusal = refusal(Arrays.copyOf(plain, length));
            assertThat(refusal.arguments()).containsEntry("reason", "it ends too early");
            assertThat(refusal.arguments()).containsEntry("offset", Integer.toString(second));
        }
    }

    @Test
    void aContentThatDoesNotFitItsSumIsRefusedByName() throws IOException {
        initrd("cat");
        byte[] bytes = Files.readAllBytes(folder.resolve("two"));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int header = text.indexOf("070702", text.indexOf("many words"));
        bytes[text.indexOf("many words") + 3] ^= 1;
        ImageException refusal = refusal(bytes);
        assertThat(refusal.arguments().get("reason")).contains("main/large");
        assertThat(Integer.parseInt(refusal.arguments().getOrDefault("offset", "-1")))
                .isEqualTo(text.lastIndexOf("070702", text.indexOf("main/large")))
                .isLessThan(header);
    }

    /** Field, what stands there instead, and what is said about it. */
    @ParameterizedTest
    @CsvSource({
        "0, 070707, does not begin",
        "6, 0000000g, digits",
        "54, ffffffff, too early",
        "94, 00000000, name of 0",
        "94, ffffffff, name of 4294967295",
        "94, 00000005, name without an end"
    })
    void headersThatCannotBeAreRefused(int at, String instead, String reason) throws IOException {
        initrd("cat");
        byte[] bytes = Files.readAllBytes(folder.resolve("one"));
        byte[] field = instead.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(field, 0, bytes, at, field.length);
        assertThat(refusal(bytes).arguments().get("reason")).contains(reason);
    }

    @Test
    void whatIsNoInitrdIsNotTakenForOne() throws IOException {
        initrd("zstd -q");
        for (byte[] other : List.of(
                new byte[0],
                new byte[5_000],
                "initrd of 1.0".getBytes(StandardCharsets.UTF_8),
                "070707 the old form of cpio".getBytes(StandardCharsets.UTF_8),
                SampleRoots.noise(3, 50_000))) {
            assertThat(InitrdReader.begins(new Content.InMemory(other))).isFalse();
        }
        OtherTools.shell(folder, "zstd -q one -o packed; zstd -q main/large -o text.zst; xz -k --format=lzma one")
                .ok();
        assertThat(InitrdReader.begins(onDisk("packed"))).isTrue();
        assertThat(InitrdReader.begins(onDisk("text.zst"))).isFalse();
        assertThat(InitrdReader.begins(onDisk("one.lzma"))).isFalse();
    }

    @Test
    void memoryDoesNotGrowWithWhatIsPacked() throws IOException {
        OtherTools.shell(folder, "truncate -s 400M zeros; echo zeros | cpio -o --quiet -H crc | zstd -q > initrd")
                .ok();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        List<Long> sizes = new ArrayList<>();
        InitrdReader.read(onDisk("initrd"), "initrd", (entry, content) -> sizes.add(entry.bytes()));
        assertThat(sizes).containsExactly(400L << 20);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(16L << 20);
    }

    @Test
    void namesStayBytes() throws IOException {
        OtherTools.shell(folder, "touch $'caf\\xe9'; find . -name 'caf*' | cpio -o --quiet -H newc > initrd")
                .ok();
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        InitrdReader.read(onDisk("initrd"), "initrd", (entry, content) -> {
            names.writeBytes(RawName.toBytes(entry.name()));
            return true;
        });
        assertThat(names.toByteArray()).isEqualTo(new byte[] {'c', 'a', 'f', (byte) 0xe9});
    }

    private static ImageException refusal(byte[] bytes) {
        return catchThrowableOfType(
                ImageException.class,
                () -> InitrdReader.read(new Content.InMemory(bytes), "the initrd", (entry, content) -> true));
    }

    private Content onDisk(String name) throws IOException {
        return new Content.OnDisk(folder.resolve(name), Files.size(folder.resolve(name)));
    }
}
