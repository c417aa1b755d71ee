package dev.cairn.image.baseos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.image.Progress;
import dev.cairn.image.SampleRoots;
import dev.cairn.image.layer.FilesLayer;
import dev.cairn.image.layer.Layer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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

    private BaseOsReport check(Layer... layers) {
        return new BaseOsCheck().check(List.of(layers), Progress.NONE);
    }
}
