package dev.cairn.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.image.bake.BakeRequest;
import dev.cairn.image.bake.ImageBaker;
import dev.cairn.image.bake.ImageManifest;
import dev.cairn.image.bake.ImagePartition;
import dev.cairn.image.layer.Layer;
import dev.cairn.image.slot.SlotBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A whole image as a disk of this machine: what the kernel finds in its partitions is what GNU tar and mtools find without it. Needs root. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MountedImageTest {
    private static final byte[] SEED = "{\"fleetId\":\"f\"}".getBytes(StandardCharsets.UTF_8);

    /** Kernels that know no GPT themselves are told by partx, which reads the table of its own. */
    private static final String MOUNTED = """
            set -e
            disk=$(losetup -P -r -f --show "$1"); trap 'umount "$2" 2>/dev/null || true; partx -d "$disk"; losetup -d "$disk"' EXIT
            [ -b "${disk}p1" ] || partx -a "$disk"
            mount -t "$3" -o "$4" "${disk}p$5" "$2"
            cd "$2"; eval "$6"; cd /
            """;

    /** Names, types, rights, owners, times, link counts, sizes and targets. */
    private static final String LISTING =
            "find . ! -type d -printf '%P %y %m %U:%G %Ts %n %s %l\\n' | LC_ALL=C sort; find . -type d -printf '%P %m %U:%G %Ts\\n' | LC_ALL=C sort;"
                    + " find . -type c -o -type b | LC_ALL=C sort | xargs -r stat -c '%n %t %T'";

    /** Folders count themselves, their name and the folders in them, whatever file system unpacked them. */
    private static final String FOLDERS_COUNTED =
            "find . -type d | LC_ALL=C sort | while read f; do echo \"$f $((2 + $(find \"$f\" -mindepth 1 -maxdepth 1 -type d | wc -l)))\"; done";

    private static final String FOLDERS_TOLD = "find . -type d -printf '%p %n\\n' | LC_ALL=C sort";
    private static final String CONTENTS = "find . -type f -print0 | LC_ALL=C sort -z | xargs -0 -r sha256sum";

    private Path folder = Path.of("");

    @BeforeAll
    void bake(@TempDir Path shared) throws IOException {
        folder = shared;
        OtherTools.onlyRootMounts();
        OtherTools.run("losetup", "--version").ok();
        OtherTools.run("partx", "--version").ok();
        OtherTools.shell(folder, """
                mkdir -p t/odd/a/b/c "t/odd/with space"; cd t/odd; echo hello > a/one; ln a/one a/b/hard; ln a/one "with space/hard"
                seq 1 90000 > a/b/large; ln -s ../one a/b/link
                mknod null c 1 3; mknod disk b 259 70000; mkfifo pipe; truncate -s 300000 sparse; echo end >> sparse
                chown 1000:1001 a/one; chown 70000:3000000000 a/b/large; chown -h 5:6 a/b/link; chown 7:8 a/b
                chmod 4711 a/b/large; chmod 2750 a/b; chmod 1777 "with space"
                find . -depth -exec touch -h -d @1000000007 {} +; touch -d @1111111111 a/one; cd ../..
                tar --numeric-owner -C t -cf t.tar .; mkdir wanted; tar -C wanted --numeric-owner -xpf t.tar
                """).ok();
        SlotBundle slot = SampleRoots.bundle(folder.resolve("slot"), Layer.tar(folder.resolve("t.tar")));
        new ImageBaker().bake(BakeRequest.of(folder.resolve("x.img"), slot, SEED), Progress.NONE);
        Files.createDirectory(folder.resolve("mounted"));
    }

    @Test
    void slotAHasWhatWasPutIntoIt() {
        Path wanted = folder.resolve("wanted/odd");
        assertThat(mounted("cairn-slot-a", "squashfs", "ro", "cd odd; " + LISTING))
                .isEqualTo(shell(wanted, LISTING))
                .contains("a/one f 644 1000:1001 1111111111 3 6", "a/b/large f 4711 70000:3000000000", "a/b 2750 7:8 ");
        assertThat(mounted("cairn-slot-a", "squashfs", "ro", "cd odd; " + FOLDERS_TOLD))
                .isEqualTo(shell(wanted, FOLDERS_COUNTED))
                .contains("./a/b 3");
        assertThat(mounted("cairn-slot-a", "squashfs", "ro", "cd odd; " + CONTENTS))
                .isEqualTo(shell(wanted, CONTENTS));
        assertThat(mounted("cairn-slot-a", "squashfs", "ro", "stat -c '%i' odd/a/one odd/a/b/hard | uniq | wc -l"))
                .isEqualTo("1\n");
    }

    /** Cloud kernels know no FAT; the kernel of a virtual machine mounts the ESP in every boot test. */
    @Test
    void theEspHasWhatWasPutIntoItForMtoolsAndForAKernelThatKnowsFat() throws IOException {
        SlotBundle slot = SlotBundle.open(folder.resolve("slot"));
        ImagePartition esp = partition("cairn-esp");
        Path copied = Files.createDirectory(folder.resolve("copied"));
        String volume = folder.resolve("x.img") + "@@" + esp.offset();
        OtherTools.run("mcopy", "-s", "-n", "-i", volume, "::*", copied.toString())
                .ok();
        assertThat(Files.mismatch(copied.resolve("cairn/a/linux"), slot.kernel()))
                .isEqualTo(-1);
        assertThat(Files.mismatch(copied.resolve("EFI/BOOT/BOOTX64.EFI"), slot.loader()))
                .isEqualTo(-1);
        boolean known = Files.readString(Path.of("/proc/filesystems")).contains("\tvfat\n")
                || OtherTools.run("bash", "-c", "modprobe vfat").status() == 0;
        if (known) {
            String options = "ro,tz=UTC,uid=7,gid=8,umask=0027,utf8";
            assertThat(mounted("cairn-esp", "vfat", options, CONTENTS)).isEqualTo(shell(copied, CONTENTS));
            // 1980-01-01, the first day that FAT knows.
            assertThat(mounted("cairn-esp", "vfat", options, "find . -type f -printf '%U:%G %m %n %Ts\\n' | sort -u"))
                    .isEqualTo("7:8 750 1 315532800\n");
        }
    }

    /** What a command prints in a partition that the kernel mounted; mount, partitions and loop device are gone afterwards. */
    private String mounted(String label, String type, String options, String command) {
        return OtherTools.run(
                        "unshare",
                        "-m",
                        "bash",
                        "-c",
                        MOUNTED,
                        "bash",
                        folder.resolve("x.img").toString(),
                        folder.resolve("mounted").toString(),
                        type,
                        options,
                        Integer.toString(partition(label).number()),
                        command)
                .ok()
                .output();
    }

    private ImagePartition partition(String label) {
        return ImageManifest.beside(folder.resolve("x.img")).partitions().stream()
                .filter(partition -> partition.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static String shell(Path folder, String script) {
        return OtherTools.shell(folder, script).ok().output();
    }
}
