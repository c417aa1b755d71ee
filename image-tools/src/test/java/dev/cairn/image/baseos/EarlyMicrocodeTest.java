package dev.cairn.image.baseos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.image.OtherTools;
import dev.cairn.image.SampleRoots;
import dev.cairn.image.layer.FilesLayer;
import dev.cairn.image.layer.Layer;
import dev.cairn.image.slot.SlotBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the initrd of a bundle begins with, judged by GNU cpio. */
class EarlyMicrocodeTest {
    private static final byte[] INITRD = SampleRoots.noise(3, 500_000);

    @TempDir
    Path folder;

    @BeforeEach
    void needCpio() {
        OtherTools.run("cpio", "--version").ok();
    }

    @Test
    void microcodeOfTheTreeStandsBeforeTheInitrd() throws IOException {
        SlotBundle bundle = SampleRoots.bundle(folder.resolve("slot"), firmware("/usr/lib"));
        String initrd = bundle.initrd().toString();
        OtherTools.shell(folder, "mkdir early; cd early; cpio -id --quiet < " + initrd)
                .ok();
        assertThat(OtherTools.shell(folder, "cpio -it --quiet < " + initrd).ok().output())
                .isEqualTo("""
                        kernel
                        kernel/x86
                        kernel/x86/microcode
                        kernel/x86/microcode/AuthenticAMD.bin
                        kernel/x86/microcode/GenuineIntel.bin
                        """);
        Path microcode = folder.resolve("early/kernel/x86/microcode");
        assertThat(Files.readString(microcode.resolve("GenuineIntel.bin"))).isEqualTo("one two three");
        assertThat(Files.readString(microcode.resolve("AuthenticAMD.bin"))).isEqualTo("first second");
        byte[] whole = Files.readAllBytes(bundle.initrd());
        assertThat((whole.length - INITRD.length) % 512).isZero();
        assertThat(Arrays.equals(whole, whole.length - INITRD.length, whole.length, INITRD, 0, INITRD.length))
                .isTrue();
    }

    @Test
    void theSameTreeGivesTheSameInitrdWhereverItsFirmwareLies() throws IOException {
        SlotBundle one = SampleRoots.bundle(folder.resolve("one"), firmware("/usr/lib"));
        SlotBundle other = SampleRoots.bundle(folder.resolve("other"), firmware("/lib"));
        assertThat(Files.readAllBytes(other.initrd())).isEqualTo(Files.readAllBytes(one.initrd()));
        assertThat(SampleRoots.bundle(folder.resolve("again"), firmware("/usr/lib"))
                        .digest())
                .isEqualTo(one.digest());
    }

    @Test
    void anInitrdThatBringsMicrocodeStaysAsItIs() throws IOException {
        OtherTools.shell(folder, """
                mkdir -p e/kernel/x86/microcode; echo own > e/kernel/x86/microcode/GenuineIntel.bin
                (cd e; find . | cpio -o --quiet -H newc) > initrd; head -c 9000 /dev/urandom | zstd -q >> initrd
                """).ok();
        FilesLayer initrd = Layer.files("initrd")
                .file("/boot/initrd.img-6.12.10", folder.resolve("initrd"), 0644)
                .build();
        SlotBundle bundle = SampleRoots.bundle(folder.resolve("slot"), firmware("/usr/lib"), initrd);
        String listing = OtherTools.shell(folder, "cpio -it --quiet < " + bundle.initrd())
                .ok()
                .output();
        assertThat(listing).contains("kernel/x86/microcode/GenuineIntel.bin").doesNotContain("AuthenticAMD");
        assertThat(Files.readAllBytes(bundle.initrd())).isEqualTo(Files.readAllBytes(folder.resolve("initrd")));
    }

    @Test
    void anotherPlainSegmentBeforeTheRestDoesNotKeepMicrocodeOut() throws IOException {
        OtherTools.shell(folder, """
                mkdir -p e/kernel/firmware/acpi; echo table > e/kernel/firmware/acpi/dsdt.aml
                (cd e; find . | cpio -o --quiet -H newc) > initrd
                """).ok();
        FilesLayer initrd = Layer.files("initrd")
                .file("/boot/initrd.img-6.12.10", folder.resolve("initrd"), 0644)
                .build();
        SlotBundle bundle = SampleRoots.bundle(folder.resolve("slot"), firmware("/usr/lib"), initrd);
        assertThat(OtherTools.shell(folder, "cpio -it --quiet < " + bundle.initrd())
                        .ok()
                        .output())
                .contains("GenuineIntel.bin");
        assertThat(Files.readAllBytes(bundle.initrd())).endsWith(Files.readAllBytes(folder.resolve("initrd")));
    }

    /** What lies in Debian's packages intel-microcode and amd64-microcode: also notes and signatures, which are no microcode. */
    private static FilesLayer firmware(String parent) {
        String folder = parent + "/firmware/";
        return Layer.files("firmware")
                .file(folder + "intel-ucode/06-3c-03", "two ", 0644)
                .file(folder + "intel-ucode/06-0f-02", "one ", 0644)
                .file(folder + "intel-ucode/0f-00-07", "three", 0644)
                .file(folder + "intel-ucode/list", "no microcode", 0644)
                .file(folder + "amd-ucode/microcode_amd_fam15h.bin", "second", 0644)
                .file(folder + "amd-ucode/microcode_amd.bin", "first ", 0644)
                .file(folder + "amd-ucode/microcode_amd.bin.asc", "no microcode", 0644)
                .build();
    }
}
