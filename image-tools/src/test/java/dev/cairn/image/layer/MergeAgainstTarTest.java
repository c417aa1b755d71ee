package dev.cairn.image.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.image.OtherTools;
import dev.cairn.image.squashfs.Compression;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GNU tar makes the layers and extracts them; unsquashfs extracts what we made of them; both trees must be equal. */
class MergeAgainstTarTest {
    @TempDir
    Path folder;

    private final boolean root = OtherTools.isRoot();
    private TreeJudge judge = new TreeJudge(Path.of(""));

    @BeforeEach
    void makeTrees() throws IOException {
        judge = new TreeJudge(folder);
        Files.createDirectories(folder.resolve("one"));
        Files.createDirectories(folder.resolve("two"));
        OtherTools.shell(folder.resolve("one"), """
                mkdir -p etc usr/bin usr/lib empty deep/$(printf 'd%.0s' {1..120})/$(printf 'e%.0s' {1..150})
                echo hello > etc/motd; echo replaced > etc/old; : > etc/nothing
                head -c 131072 /dev/urandom > usr/exact; head -c 700001 /dev/urandom > usr/large
                head -c 1 /dev/urandom > usr/one
                truncate -s 1M usr/sparse; printf x >> usr/sparse; truncate -s 2M usr/hole
                (cd deep/d*/e*; echo far > $(printf 'f%.0s' {1..200}))
                ln etc/motd etc/motd.link; ln etc/motd usr/motd.link
                ln -s ../etc/motd usr/bin/link; ln -s $(printf 't%.0s' {1..300}) usr/longlink; ln -s usr/lib lib
                echo latin > $'etc/caf\\xe9'; echo utf > 'etc/käse'; echo space > 'etc/with space'
                mkfifo usr/fifo; chmod 4755 usr/one; chmod 1777 empty; chmod 000 etc/nothing
                touch -d '2001-02-03 04:05:06 UTC' etc/old usr/large; touch -h -d '2010-10-10 UTC' usr/bin/link
                mkdir many; n=$(printf 'n%.0s' {1..180}); for i in $(seq 1 400); do : > many/$n-$i; done
                """).ok();
        OtherTools.shell(folder.resolve("two"), """
                mkdir -p etc usr/large new; echo newer > etc/old; echo in > usr/large/now-a-folder
                echo file > new/file; ln -s /nowhere/motd new/absolute; chmod 700 etc
                """).ok();
        if (root) {
            OtherTools.shell(folder.resolve("one"), """
                    mknod usr/null c 1 3; mknod usr/disk b 259 70000; chown 1000:1001 etc/motd; chown 70000:3000000000 usr/one
                    chown -h 5:6 usr/bin/link
                    """).ok();
        }
    }

    @ParameterizedTest
    @CsvSource({"gnu,none", "gnu,zstd", "pax,none", "pax,zstd"})
    void aMergedSlotEqualsWhatGnuTarExtracts(String format, String compression) throws IOException {
        OtherTools.shell(
                        folder,
                        "tar --format=%s -C one -cf one.tar . && tar --format=%s -C two -cf two.tar ."
                                .formatted(format, format))
                .ok();
        Path image = judge.squash(
                compression.equals("none") ? Compression.NONE : new Compression.Zstd(3),
                Layer.tar(folder.resolve("one.tar")),
                Layer.tar(folder.resolve("two.tar")));
        OtherTools.shell(folder, """
                mkdir wanted; tar -C wanted -xpf one.tar; tar -C wanted -xpf two.tar
                unsquashfs -no-progress -d found %s > /dev/null
                """.formatted(image)).ok();
        assertThat(judge.listing("found")).isEqualTo(judge.listing("wanted"));
        assertThat(judge.contents("found")).isEqualTo(judge.contents("wanted"));
        OtherTools.onlyRootMounts();
        assertThat(judge.contentsInKernel(image)).isEqualTo(judge.contents("wanted"));
    }

    @Test
    void packingOfTheArchiveChangesNothing() throws IOException {
        OtherTools.shell(folder, """
                tar -C one -cf one.tar .; gzip -k one.tar; xz -k -1 one.tar; zstd -q one.tar
                """).ok();
        byte[] plain = Files.readAllBytes(judge.squash(Compression.NONE, Layer.tar(folder.resolve("one.tar"))));
        for (String packed : List.of("one.tar.gz", "one.tar.xz", "one.tar.zst")) {
            Path image = judge.squash(Compression.NONE, Layer.tar(folder.resolve(packed)));
            assertThat(Arrays.equals(Files.readAllBytes(image), plain))
                    .as(packed)
                    .isTrue();
        }
        try (var left = Files.list(folder)) {
            assertThat(left.filter(file -> file.getFileName().toString().startsWith(".cairn")))
                    .isEmpty();
        }
    }

    @Test
    void extendedAttributesComeThrough() throws IOException {
        Path tree = folder.resolve("x");
        Files.createDirectories(tree.resolve("d"));
        for (String name : List.of("a", "b", "d")) {
            Path file = name.equals("d") ? tree.resolve("d") : Files.writeString(tree.resolve(name), name);
            Files.getFileAttributeView(file, UserDefinedFileAttributeView.class)
                    .write("cairn", ByteBuffer.wrap(new byte[] {'v', 'a', 'l', 'u', 'e', (byte) name.charAt(0)}));
            Files.getFileAttributeView(file, UserDefinedFileAttributeView.class)
                    .write("odd=%3D%name", ByteBuffer.wrap(new byte[] {0, '\n', (byte) 0xff, '='}));
        }
        if (root) {
            OtherTools.shell(
                            tree,
                            "setcap cap_net_raw+ep a; setcap cap_net_raw+ep b; setcap cap_net_bind_service+p d 2>&1 || true")
                    .ok();
        }
        String asTar = "tar --xattrs --xattrs-include='*' -C %s --sort=name -cf ";
        OtherTools.shell(folder, asTar.formatted("x") + "x.tar .").ok();
        Path image = judge.squash(Compression.NONE, Layer.tar(folder.resolve("x.tar")));
        OtherTools.shell(folder, "unsquashfs -no-progress -d found " + image).ok();
        String list = "- . | tar -tvv --xattrs --xattrs-include='*' | sort";
        String wanted =
                OtherTools.shell(folder, asTar.formatted("x") + list).ok().output();
        assertThat(wanted).contains("user.cairn", "user.odd=%3D%name");
        assertThat(wanted.contains("security.capability")).isEqualTo(root);
        assertThat(OtherTools.shell(folder, asTar.formatted("found") + list)
                        .ok()
                        .output())
                .isEqualTo(wanted);
        Path copied = folder.resolve("found/b");
        ByteBuffer value = ByteBuffer.allocate(6);
        Files.getFileAttributeView(copied, UserDefinedFileAttributeView.class).read("cairn", value);
        assertThat(value.array()).endsWith((byte) 'b');
        OtherTools.onlyRootMounts();
        assertThat(judge.xattrsInKernel(image)).isEqualTo(judge.xattrs("x"));
    }
}
