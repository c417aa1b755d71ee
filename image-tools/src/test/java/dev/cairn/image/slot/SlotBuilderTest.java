package dev.cairn.image.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.OtherTools;
import dev.cairn.image.Progress;
import dev.cairn.image.SampleRoots;
import dev.cairn.image.Sha256;
import dev.cairn.image.layer.Layer;
import dev.cairn.image.squashfs.SquashfsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlotBuilderTest {
    @TempDir
    Path folder;

    @Test
    void theBundleHoldsTheNewestKernelAndAReadOnlyRoot() throws IOException {
        SlotBundle bundle = SampleRoots.bundle(folder.resolve("slot"));
        assertThat(Files.readAllBytes(bundle.kernel()))
                .isEqualTo(SampleRoots.efiProgram(SampleRoots.noise(2, 300_001)));
        assertThat(Files.readAllBytes(bundle.initrd())).isEqualTo(SampleRoots.noise(3, 500_000));
        assertThat(bundle.digest()).isEqualTo(Sha256.of(Files.readAllBytes(bundle.manifestFile())));
        assertThat(SlotBundle.open(bundle.folder())).isEqualTo(bundle);
        String listing = OtherTools.run("unsquashfs", "-lln", bundle.root().toString())
                .ok()
                .output();
        assertThat(listing).contains("/efi\n", "/proc\n", "/var\n", "/boot\n").doesNotContain("vmlinuz");
        try (SquashfsReader root = SquashfsReader.open(bundle.root())) {
            assertThat(root.read("/etc/machine-id")).isEmpty();
            assertThat(root.read("/usr/share/large")).isEqualTo(SampleRoots.noise(8, 2_500_000));
            assertThat(new String(root.read("/etc/os-release"), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("trixie");
            assertThat(root.list("/usr/sbin")).containsExactly("mkfs.ext4", "sfdisk");
            assertThat(root.exists("/sbin/sfdisk")).isTrue();
            assertThat(root.exists("/nowhere")).isFalse();
        }
    }

    @Test
    void chunksNameTheBytesOfTheirFile() throws IOException {
        SlotBundle bundle = SampleRoots.bundle(folder.resolve("slot"));
        SlotManifest.SlotFile root = bundle.manifest().files().root();
        byte[] bytes = Files.readAllBytes(bundle.root());
        java.io.ByteArrayOutputStream digests = new java.io.ByteArrayOutputStream();
        root.chunks().forEach(chunk -> digests.writeBytes(HexFormat.of().parseHex(chunk.sha256())));
        assertThat(root.sha256()).isEqualTo(Sha256.of(digests.toByteArray()));
        int at = 0;
        for (SlotManifest.Chunk chunk : root.chunks()) {
            assertThat(Sha256.of(java.util.Arrays.copyOfRange(bytes, at, at + chunk.bytes())))
                    .isEqualTo(chunk.sha256());
            at += chunk.bytes();
        }
        assertThat(at).isEqualTo(bytes.length);
    }

    @Test
    void aRootThatCannotBootIsRefusedAndLeavesNothing() throws IOException {
        Layer without = Layer.files("without").remove("/usr/lib/systemd/boot").build();
        ImageException refused =
                catchThrowableOfType(ImageException.class, () -> SampleRoots.bundle(folder.resolve("slot"), without));
        assertThat(refused.problem()).isEqualTo(ImageProblem.BASE_OS_INCOMPLETE);
        assertThat(refused.arguments().get("missing")).contains("systemd-boot", "systemd-boot-efi");
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void aFailedBuildLeavesTheOlderBundleAsItWas() throws IOException {
        SlotBundle before = SampleRoots.bundle(folder.resolve("slot"));
        Path bad = Files.write(folder.resolve("bad.tar"), SampleRoots.noise(1, 5000));
        ImageException refused = catchThrowableOfType(
                ImageException.class, () -> SampleRoots.bundle(folder.resolve("slot"), Layer.tar(bad)));
        assertThat(refused.problem()).isEqualTo(ImageProblem.TAR_CORRUPT);
        assertThat(SlotBundle.open(folder.resolve("slot"))).isEqualTo(before);
        assertThat(names(folder)).containsExactly("bad.tar", "slot");
    }

    @Test
    void cancellingLeavesNothing() throws IOException {
        Progress cancel = new Progress() {
            @Override
            public void report(String phase, String element, long done, long total) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        SlotRequest request = new SlotRequest(
                folder.resolve("slot"),
                SampleRoots.RELEASE,
                List.of(SampleRoots.baseOs().build()));
        ImageException cancelled =
                catchThrowableOfType(ImageException.class, () -> new SlotBuilder().build(request, cancel));
        assertThat(cancelled.problem()).isEqualTo(ImageProblem.CANCELLED);
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void aBundleWithAMissingOrShortFileIsRefused() throws IOException {
        SlotBundle bundle = SampleRoots.bundle(folder.resolve("slot"));
        Files.write(bundle.initrd(), new byte[10]);
        ImageException refused =
                catchThrowableOfType(ImageException.class, () -> SlotBundle.open(folder.resolve("slot")));
        assertThat(refused.problem()).isEqualTo(ImageProblem.BUNDLE_CORRUPT);
        Files.delete(bundle.manifestFile());
        assertThat(catchThrowableOfType(ImageException.class, () -> SlotBundle.open(folder.resolve("slot")))
                        .problem())
                .isEqualTo(ImageProblem.BUNDLE_CORRUPT);
    }

    @Test
    @Tag("slow")
    void timeZoneLocaleCharsetAndProcessorsChangeNoByte() throws IOException {
        Path tar = folder.resolve("more.tar");
        OtherTools.shell(folder, "mkdir t; echo x > 't/käse'; echo y > $'t/caf\\xe9'; tar -C t -cf more.tar .")
                .ok();
        String first =
                build("a", tar, Map.of("TZ", "Asia/Kathmandu", "LC_ALL", "C"), List.of("-Dfile.encoding=COMPAT"));
        String second = build(
                "b",
                tar,
                Map.of("TZ", "America/St_Johns", "LC_ALL", "C.UTF-8"),
                List.of("-Duser.language=tr", "-Duser.country=TR", "-XX:ActiveProcessorCount=1", "-Xmx200m"));
        assertThat(second).isEqualTo(first);
    }

    private String build(String name, Path tar, Map<String, String> environment, List<String> options)
            throws IOException {
        Path target = Files.createDirectories(folder.resolve(name));
        List<String> command = OtherTools.java(BuildProgram.class, options, target.toString(), tar.toString());
        return OtherTools.run(environment, command.toArray(String[]::new)).ok().output();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
