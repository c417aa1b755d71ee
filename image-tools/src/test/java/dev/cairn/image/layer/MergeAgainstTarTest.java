package dev.cairn.image.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.image.OtherTools;
import dev.cairn.image.Progress;
import dev.cairn.image.squashfs.Compression;
import dev.cairn.image.squashfs.SquashfsWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
    private static final String CONTENTS = "find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum";

    @TempDir
    Path folder;

    private final boolean root = OtherTools.isRoot();

    @BeforeEach
    void makeTrees() throws IOException {
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
        Path image = squash(
                compression.equals("none") ? Compression.NONE : new Compression.Zstd(3),
                Layer.tar(folder.resolve("one.tar")),
                Layer.tar(folder.resolve("two.tar")));
        OtherTools.shell(folder, """
                mkdir wanted; tar -C wanted -xpf one.tar; tar -C wanted -xpf two.tar
                unsquashfs -no-progress -d found %s > /dev/null
                """.formatted(image)).ok();
        assertThat(listing("found")).isEqualTo(listing("wanted"));
        assertThat(contents("found")).isEqualTo(contents("wanted"));
        if (root) {
            assertThat(inKernel(image)).isEqualTo(contents("wanted"));
        }
    }

    @Test
    void packingOfTheArchiveChangesNothing() throws IOException {
        OtherTools.shell(folder, """
                tar -C one -cf one.tar .; gzip -k one.tar; xz -k -1 one.tar; zstd -q one.tar
                """).ok();
        byte[] plain = Files.readAllBytes(squash(Compression.NONE, Layer.tar(folder.resolve("one.tar"))));
        for (String packed : List.of("one.tar.gz", "one.tar.xz", "one.tar.zst")) {
            Path image = squash(Compression.NONE, Layer.tar(folder.resolve(packed)));
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
        }
        if (root) {
            OtherTools.shell(
                            tree,
                            "setcap cap_net_raw+ep a; setcap cap_net_raw+ep b; setcap cap_net_bind_service+p d 2>&1 || true")
                    .ok();
        }
        String asTar = "tar --xattrs --xattrs-include='*' -C %s --sort=name -cf ";
        OtherTools.shell(folder, asTar.formatted("x") + "x.tar .").ok();
        Path image = squash(Compression.NONE, Layer.tar(folder.resolve("x.tar")));
        OtherTools.shell(folder, "unsquashfs -no-progress -d found " + image).ok();
        String list = "- . | tar -tvv --xattrs --xattrs-include='*' | sort";
        String wanted =
                OtherTools.shell(folder, asTar.formatted("x") + list).ok().output();
        assertThat(wanted).contains("user.cairn");
        assertThat(wanted.contains("security.capability")).isEqualTo(root);
        assertThat(OtherTools.shell(folder, asTar.formatted("found") + list)
                        .ok()
                        .output())
                .isEqualTo(wanted);
        Path copied = folder.resolve("found/b");
        ByteBuffer value = ByteBuffer.allocate(6);
        Files.getFileAttributeView(copied, UserDefinedFileAttributeView.class).read("cairn", value);
        assertThat(value.array()).endsWith((byte) 'b');
    }

    private String listing(String tree) {
        String owner = root ? "%U:%G" : "";
        return OtherTools.shell(
                        folder.resolve(tree),
                        "find . -mindepth 1 -printf '%p %y %m " + owner
                                + " %Ts %l %n\\n' | LC_ALL=C sort; find . -type f -printf '%p %s\\n' | LC_ALL=C sort;"
                                + " find . -type c -o -type b | LC_ALL=C sort | xargs -r stat -c '%n %t %T'")
                .ok()
                .output()
                .replaceAll("(?m)^(\\./\\S+ d .*) \\d+$", "$1");
    }

    private String contents(String tree) {
        return OtherTools.shell(folder.resolve(tree), CONTENTS).ok().output();
    }

    /** What the kernel reads from it; the mount is gone with its namespace. */
    private String inKernel(Path image) throws IOException {
        Path mounted = Files.createDirectory(folder.resolve("mounted"));
        String script = "set -e; mount -t squashfs -o loop,ro \"$0\" \"$1\"; cd \"$1\"; " + CONTENTS;
        return OtherTools.run("unshare", "-m", "bash", "-c", script, image.toString(), mounted.toString())
                .ok()
                .output();
    }

    private Path squash(Compression compression, Layer... layers) throws IOException {
        Path image = folder.resolve("image-" + System.nanoTime() + ".squashfs");
        try (MergedLayers merged = MergedLayers.open(List.of(layers), folder, Progress.NONE);
                FileChannel out = FileChannel.open(image, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            new SquashfsWriter(compression).write(merged.tree(), out, "test", Progress.NONE);
        }
        return image;
    }
}
