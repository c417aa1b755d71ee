package dev.cairn.image.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.image.OtherTools;
import dev.cairn.image.Progress;
import dev.cairn.image.squashfs.Compression;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every dialect that GNU tar writes or reads comes out as GNU tar extracts it. */
class DialectTest {
    private static final String SPARSE_FILES = """
            mkdir -p s; cd s; truncate -s 3M hole; : > empty; printf end > end; truncate -s 700001 tail
            head -c 5000 /dev/urandom > tail.data; dd if=tail.data of=tail conv=notrunc bs=1 seek=100 status=none
            for i in $(seq 1 60); do dd if=/dev/urandom of=many bs=4096 count=1 seek=$((i * 3)) conv=notrunc status=none; done
            truncate -s 2M many; dd if=/dev/urandom of=last bs=4096 count=2 seek=300 status=none
            cp --sparse=always last $(printf 'n%.0s' {1..150}); ln last linked
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--format=gnu",
                "--format=oldgnu",
                "--format=posix --sparse-version=0.0",
                "--format=posix --sparse-version=0.1",
                "--format=posix --sparse-version=1.0"
            })
    void sparseFiles(String options) throws IOException {
        OtherTools.shell(folder, SPARSE_FILES).ok();
        OtherTools.shell(
                        folder, "tar --sparse " + options + " -C s -cf s.tar .; mkdir wanted; tar -C wanted -xpf s.tar")
                .ok();
        assertThat(Files.size(folder.resolve("s.tar"))).isLessThan(1_500_000);
        TreeJudge judge = new TreeJudge(folder);
        List<Path> images = new ArrayList<>();
        for (Compression compression : List.of(Compression.NONE, new Compression.Zstd(1))) {
            Path image = judge.squash(compression, Layer.tar(folder.resolve("s.tar")));
            String found =
                    judge.unpacked(image, "found-" + compression.getClass().getSimpleName());
            assertThat(judge.listing(found)).isEqualTo(judge.listing("wanted"));
            assertThat(judge.contents(found)).isEqualTo(judge.contents("wanted"));
            assertThat(Files.size(image)).isLessThan(1_500_000);
            images.add(image);
        }
        OtherTools.onlyRootMounts();
        for (Path image : images) {
            assertThat(judge.contentsInKernel(image)).isEqualTo(judge.contents("wanted"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gnu", "posix"})
    void aSparseFileOverFourGibibytes(String format) throws IOException {
        OtherTools.shell(folder, """
                mkdir s; cd s; printf first > large; truncate -s 5G large; printf last >> large
                printf middle | dd of=large bs=1 seek=4400000000 conv=notrunc status=none
                tar --sparse --format=%s -cf ../s.tar .
                """.formatted(format)).ok();
        TreeJudge judge = new TreeJudge(folder);
        Path image = judge.squash(Compression.NONE, Layer.tar(folder.resolve("s.tar")));
        assertThat(Files.size(image)).isLessThan(1 << 20);
        judge.unpacked(image, "found");
        String look = "stat -c '%s %a' large; head -c 5 large; tail -c 4 large; tail -c +4400000001 large | head -c 6";
        assertThat(OtherTools.shell(folder.resolve("found"), look).ok().output())
                .isEqualTo(OtherTools.shell(folder.resolve("s"), look).ok().output())
                .contains("firstlastmiddle");
        OtherTools.onlyRootMounts();
        assertThat(judge.inKernel(image, look)).endsWith("firstlastmiddle");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"v7", "oldgnu", "ustar", "gnu -V label", "gnu --listed-incremental=snapshot", "posix -V label"})
    void otherFormats(String options) throws IOException {
        OtherTools.shell(folder, """
                mkdir -p t/d/$(printf 'd%%.0s' {1..60}); echo hello > t/d/$(printf 'd%%.0s' {1..60})/file; ln -s file t/d/link
                ln t/d/d*/file t/d/hard; echo latin > $'t/caf\\xe9'; chmod 4711 t/caf*; mkfifo t/fifo
                [ %1$s = v7 ] && rm t/fifo; touch -d '1980-01-02 UTC' t/d/hard; chmod 750 t/d
                tar --format=%2$s -C t -cf t.tar .; mkdir wanted; tar -C wanted -xpf t.tar
                """.formatted(options.split(" ")[0], options)).ok();
        TreeJudge judge = new TreeJudge(folder);
        judge.unpacked(judge.squash(Compression.NONE, Layer.tar(folder.resolve("t.tar"))), "found");
        assertThat(judge.listing("found")).isEqualTo(judge.listing("wanted"));
        assertThat(judge.contents("found")).isEqualTo(judge.contents("wanted"));
    }

    @Test
    void starsLongNamesAndSparseFiles() throws IOException {
        byte[] data = "0123456789".repeat(100).getBytes(StandardCharsets.ISO_8859_1);
        Path tar = new TarMaker()
                .entry("file", '0', data, block -> {
                    star(block);
                    TarMaker.text(block, 345, "p".repeat(131).replaceAll("(p{65})p", "$1/"));
                    block[475] = 0;
                })
                .entry("sparse", 'S', data, block -> {
                    star(block);
                    TarMaker.octal(block, 356, 12, 4096);
                    TarMaker.octal(block, 368, 12, 512);
                    TarMaker.octal(block, 380, 12, 300_000);
                    TarMaker.octal(block, 392, 12, 488);
                    TarMaker.octal(block, 404, 12, 500_000);
                    TarMaker.octal(block, 416, 12, 0);
                    TarMaker.octal(block, 452, 12, 500_000);
                })
                .write(folder.resolve("star.tar"));
        OtherTools.shell(folder, "mkdir wanted; tar -C wanted -xpf star.tar").ok();
        TreeJudge judge = new TreeJudge(folder);
        judge.unpacked(judge.squash(Compression.NONE, Layer.tar(tar)), "found");
        // Folders that the archive does not name have no time of their own.
        String folders = "(?m)^.* d .*\n";
        assertThat(judge.listing("found").replaceAll(folders, ""))
                .isEqualTo(judge.listing("wanted").replaceAll(folders, ""))
                .contains("sparse 500000");
        assertThat(judge.contents("found")).isEqualTo(judge.contents("wanted"));
    }

    /** Atime and ctime, and the signature at the end. */
    private static void star(byte[] block) {
        TarMaker.octal(block, 476, 12, 1_000_000_001);
        TarMaker.octal(block, 488, 12, 1_000_000_002);
        block[487] = ' ';
        block[499] = ' ';
        TarMaker.text(block, 508, "tar");
    }

    @Test
    void recordsOfTheWholeArchiveYieldToThoseOfAnEntryAndAnEmptyOneTakesBack() {
        Path tar = new TarMaker()
                .pax('g', "uid=70000", "gid=80000", "comment=x", "mtime=1234567890.9")
                .entry("a", '0', new byte[1])
                .pax("uid=3000000000", "gid=", "hdrcharset=BINARY", "path=n\u00e9\u00ff", "mtime=-1.5")
                .entry("b", '0', new byte[2])
                .pax("path=", "LIBARCHIVE.xattr.user.%25one=AAEC", "SCHILY.xattr.user.none=")
                .entry("c", '0', new byte[3])
                .write(folder.resolve("pax.tar"));
        try (MergedLayers merged = MergedLayers.open(List.of(Layer.tar(tar)), Progress.NONE)) {
            assertThat(((Inode.Kind.Folder) merged.tree().root().kind()).children())
                    .containsOnlyKeys("a", "n\u00e9\u00ff", "c");
            Attributes a = attributes(merged, "a");
            assertThat(List.of((long) a.uid(), (long) a.gid(), a.mtime())).containsExactly(70000L, 80000L, 1234567890L);
            Attributes b = attributes(merged, "n\u00e9\u00ff");
            assertThat(Integer.toUnsignedLong(b.uid())).isEqualTo(3_000_000_000L);
            assertThat(List.of((long) b.gid(), b.mtime())).containsExactly(0L, -2L);
            Map<String, byte[]> xattrs = attributes(merged, "c").xattrs();
            assertThat(xattrs).containsOnlyKeys("user.%one", "user.none");
            assertThat(xattrs.get("user.%one")).containsExactly(0, 1, 2);
        }
    }

    @Test
    void theLossOfAnAccessControlListGivesNobodyMoreRights() {
        String binary = "\u0002\0\0\0" + acl(1, 6) + acl(2, 7) + acl(4, 4) + acl(0x10, 6) + acl(0x20, 0);
        Path tar = new TarMaker()
                .pax("SCHILY.acl.access=user::rw-,user:bob:rw-:1000,group::---,mask::rw-,other::r--")
                .entry("text", '0', new byte[1], block -> TarMaker.octal(block, 100, 8, 0664))
                .pax("SCHILY.xattr.system.posix_acl_access=" + binary)
                .entry("binary", '0', new byte[1], block -> TarMaker.octal(block, 100, 8, 0660))
                .pax("SCHILY.acl.access=user::rwx,group::r-x,other::---")
                .entry("minimal", '0', new byte[1], block -> TarMaker.octal(block, 100, 8, 0750))
                .write(folder.resolve("acl.tar"));
        try (MergedLayers merged = MergedLayers.open(List.of(Layer.tar(tar)), Progress.NONE)) {
            assertThat(attributes(merged, "text").mode()).isEqualTo(0604);
            assertThat(attributes(merged, "binary").mode()).isEqualTo(0640);
            assertThat(attributes(merged, "minimal").mode()).isEqualTo(0750);
        }
    }

    private static String acl(int tag, int rights) {
        return (char) tag + "\0" + (char) rights + "\0\u00ff\u00ff\u00ff\u00ff";
    }

    private static Attributes attributes(MergedLayers merged, String rawName) {
        if (merged.tree().root().kind() instanceof Inode.Kind.Folder folder
                && folder.child(rawName) instanceof Inode inode) {
            return inode.attributes();
        }
        throw new AssertionError(rawName + " is missing");
    }
}
