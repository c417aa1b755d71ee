package dev.cairn.image.baseos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.OtherTools;
import dev.cairn.image.Progress;
import dev.cairn.image.SampleRoots;
import dev.cairn.image.baseos.BaseOsReport.RootMount;
import dev.cairn.image.layer.FilesLayer;
import dev.cairn.image.layer.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseOsCheckTest {
    @TempDir
    Path folder;

    @Test
    void aCompleteRootIsUsableAndTellsWhatItIs() {
        BaseOsReport report = check(SampleRoots.baseOs().build());
        assertThat(report.usable()).isTrue();
        assertThat(report.prettyName()).isEqualTo("Debian GNU/Linux 13 (trixie)");
        assertThat(report.architecture()).isEqualTo("x86-64");
        assertThat(report.kernelVersion()).isEqualTo("6.12.10");
    }

    @ParameterizedTest
    @CsvSource({
        "/boot/initrd.img-6.12.10;/boot/initrd.img-6.12.9, initrd",
        "/usr/lib/systemd/systemd, systemd",
        "/usr/lib/systemd/boot/efi/systemd-bootx64.efi, systemd-boot",
        "/usr/sbin/sfdisk, sfdisk",
        "/usr/sbin/mkfs.ext4, mkfs.ext4"
    })
    void whatIsMissingIsNamed(String removed, String name) {
        FilesLayer.Builder without = Layer.files("without");
        for (String path : removed.split(";")) {
            without.remove(path);
        }
        assertThat(check(SampleRoots.baseOs().build(), without.build()).missing())
                .extracting(BaseOsReport.Missing::name)
                .containsExactly(name);
    }

    @Test
    void aRootWithoutKernelLacksItsInitrdToo() {
        FilesLayer without = Layer.files("without").remove("/boot").build();
        assertThat(check(SampleRoots.baseOs().build(), without).missing())
                .extracting(BaseOsReport.Missing::name)
                .containsExactly("kernel", "initrd");
    }

    /** systemd-boot returns to the firmware from such a file, and nothing reboots any more. */
    @ParameterizedTest
    @ValueSource(ints = {0, 0x40, 0x40 + 24, 0x40 + 92})
    void aKernelThatFirmwareCannotStartIsNamed(int damagedByte) {
        byte[] kernel = SampleRoots.efiProgram(SampleRoots.noise(1, 5_000));
        kernel[damagedByte] ^= 1;
        FilesLayer layer = Layer.files("kernel")
                .file("/boot/vmlinuz-6.12.10", kernel, 0644)
                .build();
        assertThat(check(SampleRoots.baseOs().build(), layer).missing())
                .extracting(BaseOsReport.Missing::name)
                .containsExactly("kernel with an EFI stub");
    }

    @Test
    void headersThatPointNowhereAreNoEfiProgram() {
        byte[] program = SampleRoots.efiProgram(new byte[256]);
        assertThat(EfiProgram.isOne(program)).isTrue();
        for (int length = 0; length < 0x40 + 94; length++) {
            assertThat(EfiProgram.isOne(Arrays.copyOf(program, length))).isFalse();
        }
        program[0x3f] = (byte) 0x80;
        assertThat(EfiProgram.isOne(program)).isFalse();
    }

    @Test
    void anInitrdInNoKnownFormIsReportedAsUnknownAndTaken() {
        BaseOsReport report = check(SampleRoots.baseOs().build());
        assertThat(report.rootMount()).isEqualTo(RootMount.UNKNOWN);
        assertThat(report.usable()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "usr/lib/modules/6.12.10/kernel/fs/squashfs/squashfs.ko, POSSIBLE",
        "usr/lib/modules/6.12.10/kernel/fs/squashfs/squashfs.ko.xz, POSSIBLE",
        "usr/lib/modules/6.12.9/kernel/fs/squashfs/squashfs.ko, IMPOSSIBLE",
        "usr/lib/modules/6.12.10/kernel/fs/overlayfs/overlay.ko, IMPOSSIBLE"
    })
    void squashfsIsLookedForInTheInitrd(String module, RootMount wanted) throws IOException {
        BaseOsReport report = check(SampleRoots.baseOs().build(), initrd(module, "module"));
        assertThat(report.rootMount()).isEqualTo(wanted);
        assertThat(report.usable()).isEqualTo(wanted == RootMount.POSSIBLE);
    }

    @Test
    void withoutSquashfsTheReportSaysWhatToDo() throws IOException {
        BaseOsReport report = check(SampleRoots.baseOs().build(), initrd("usr/bin/sh", "shell"));
        assertThat(report.missing()).singleElement().satisfies(missing -> {
            assertThat(missing.name())
                    .contains("squashfs in the initrd", "MODULES=most", "/etc/initramfs-tools/modules");
            assertThat(missing.path()).contains("6.12.10");
            assertThat(missing.debianPackage()).isEqualTo("initramfs-tools");
        });
    }

    @Test
    void squashfsThatIsBuiltIntoTheKernelSuffices() throws IOException {
        String list = "kernel/fs/ext4/ext4.ko\nkernel/fs/squashfs/squashfs.ko\n";
        FilesLayer builtIn = Layer.files("modules")
                .file("/usr/lib/modules/6.12.10/modules.builtin", list, 0644)
                .build();
        Layer initrd = initrd("usr/bin/sh", "shell");
        assertThat(check(SampleRoots.baseOs().build(), initrd, builtIn).rootMount())
                .isEqualTo(RootMount.POSSIBLE);
        Layer listing = initrd("usr/lib/modules/6.12.10/modules.builtin", list);
        assertThat(check(SampleRoots.baseOs().build(), listing).rootMount()).isEqualTo(RootMount.POSSIBLE);
    }

    @Test
    void aDamagedInitrdIsRefusedWithItsOffset() throws IOException {
        Layer initrd = initrd("usr/bin/sh", "shell");
        byte[] bytes = Files.readAllBytes(folder.resolve("initrd"));
        FilesLayer cut = Layer.files("cut")
                .file("/boot/initrd.img-6.12.10", Arrays.copyOf(bytes, bytes.length - 20), 0644)
                .build();
        ImageException refused = catchThrowableOfType(
                ImageException.class, () -> check(SampleRoots.baseOs().build(), initrd, cut));
        assertThat(refused.problem()).isEqualTo(ImageProblem.INITRD_CORRUPT);
        assertThat(refused.element()).contains("6.12.10");
        assertThat(refused.arguments()).containsKeys("reason", "offset");
    }

    /** An initrd as Debian's: microcode in a plain segment, the rest in a packed one, made by GNU cpio and zstd. */
    private Layer initrd(String name, String content) throws IOException {
        Path file = folder.resolve("i").resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, content);
        OtherTools.run("cpio", "--version").ok();
        OtherTools.shell(folder, """
                mkdir -p e/kernel/x86/microcode; echo code > e/kernel/x86/microcode/GenuineIntel.bin
                (cd e; find kernel | cpio -o --quiet -H newc) > initrd
                (cd i; find . | cpio -o --quiet -H newc) | zstd -q -19 -T0 >> initrd
                """).ok();
        return Layer.files("initrd")
                .file("/boot/initrd.img-6.12.10", folder.resolve("initrd"), 0644)
                .build();
    }

    private BaseOsReport check(Layer... layers) {
        return new BaseOsCheck().check(List.of(layers), Progress.NONE);
    }
}
