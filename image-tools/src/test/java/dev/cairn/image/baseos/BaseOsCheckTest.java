package dev.cairn.image.baseos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.image.Progress;
import dev.cairn.image.SampleRoots;
import dev.cairn.image.layer.FilesLayer;
import dev.cairn.image.layer.Layer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private BaseOsReport check(Layer... layers) {
        return new BaseOsCheck().check(List.of(layers), folder, Progress.NONE);
    }
}
