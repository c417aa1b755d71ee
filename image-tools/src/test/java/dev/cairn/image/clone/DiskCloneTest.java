package dev.cairn.image.clone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.OtherTools;
import dev.cairn.image.Progress;
import dev.cairn.image.bake.ImageManifest;
import dev.cairn.image.drive.IdentityCheck;
import dev.cairn.image.drive.WriteReceipt;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiskCloneTest {
    private static final String ONE = "1a".repeat(32);
    private static final String OTHER = "2b".repeat(32);
    private static final String SEED = "{\"batchId\":\"b1\"}";
    private static final long DISK_BYTES = (900L << 20) + 2560;

    private Path folder = Path.of("");
    private Path stick = Path.of("");

    @BeforeAll
    void writeStick(@TempDir Path shared) throws IOException {
        folder = shared;
        stick = StickSample.written(shared);
    }

    @Test
    void aDiskGetsTheSystemUnderGuidsOfItsOwnAndASeedThatDoesNotInstall() throws IOException {
        Path disk = disk("one.img");
        boolean root = OtherTools.isRoot();
        Path device = root ? loop(disk) : disk;
        try {
            WriteReceipt receipt = write(ONE, device);
            assertThat(receipt.verified()).isTrue();
        } finally {
            if (root) {
                OtherTools.run("losetup", "-d", device.toString()).ok();
            }
        }
        judge(disk);
        assertThat(mtype(disk, "/cairn/seed.json").strip()).isEqualTo(SEED);
        String entry = mtype(disk, "/loader/entries/cairn-a.conf");
        assertThat(entry).hasSize(512).contains("root=PARTUUID=" + guid(disk, 3) + " ");
        assertThat(guids(disk)).hasSize(6).doesNotContainAnyElementsOf(guids(stick));
        assertThat(mdir(disk)).doesNotContain("random-seed");
        for (String path :
                List.of("/EFI/BOOT/BOOTX64.EFI", "/cairn/a/linux", "/cairn/a/initrd", "/cairn/a/manifest.json")) {
            assertThat(mtype(disk, path)).as(path).isEqualTo(mtype(stick, path));
        }
        assertThat(slot(disk, "one")).isEqualTo(slot(stick, "stick"));
        assertThat(OtherTools.run("sgdisk", "-p", disk.toString()).ok().output())
                .doesNotContain("cairn-data");
    }

    @Test
    void anotherMachineGetsOtherGuidsAndAnotherVolumeSerial() throws IOException {
        Path first = disk("first.img");
        Path second = disk("second.img");
        write(ONE, first);
        write(OTHER, second);
        assertThat(guids(first)).doesNotContainAnyElementsOf(guids(second));
        assertThat(volumeSerial(first)).isNotEqualTo(volumeSerial(second));
    }

    @ParameterizedTest
    @CsvSource({"write,1", "write,60", "verify,50", "boot,0"})
    void aKilledInstallationBootsNothingAndGoesOnWhereItWas(String phase, int percent) throws IOException {
        Path disk = disk("cut-" + phase + percent + ".img");
        OtherTools.Result killed = OtherTools.run(OtherTools.java(
                        CutClone.class,
                        List.of(),
                        stick.toString(),
                        disk.toString(),
                        ONE,
                        SEED,
                        phase,
                        Integer.toString(percent))
                .toArray(String[]::new));
        assertThat(killed.status()).as(killed.output()).isEqualTo(9);
        assertThat(hasTable(disk)).isFalse();

        WriteReceipt receipt = write(ONE, disk);
        if (percent > 1 || phase.equals("boot")) {
            assertThat(receipt.foundBytes()).isPositive();
        }
        judge(disk);
        assertThat(mtype(disk, "/cairn/seed.json").strip()).isEqualTo(SEED);
    }

    @Test
    void aStickWithAFlippedByteIsRefusedBeforeTheDiskIsTouched() throws IOException {
        Path damaged = folder.resolve("damaged.img");
        for (String place : List.of("cairn-slot-a", "/cairn/a/initrd")) {
            OtherTools.run("cp", "--sparse=always", stick.toString(), damaged.toString())
                    .ok();
            long at = place.startsWith("/") ? fileOffset(place) : start(stick, 3);
            try (RandomAccessFile file = new RandomAccessFile(damaged.toFile(), "rw")) {
                file.seek(at + 5000);
                int old = file.read();
                file.seek(at + 5000);
                file.write(old ^ 4);
            }
            try (DiskClone clone = DiskClone.open(new CloneRequest(damaged, ONE, bytes(SEED)))) {
                ImageException refused = catchThrowableOfType(ImageException.class, () -> clone.check(Progress.NONE));
                assertThat(refused.problem()).isEqualTo(ImageProblem.IMAGE_DAMAGED);
                assertThat(refused.element()).isEqualTo(place);
            }
        }
    }

    @Test
    void aDiskThatIsTooSmallAndOneThatWasSwappedKeepEveryByte() throws IOException {
        Path small = folder.resolve("small.img");
        Files.write(small, new byte[] {1, 2, 3, 4});
        StickSample.grow(small, 100 << 20);
        ImageException tooSmall = catchThrowableOfType(ImageException.class, () -> write(ONE, small));
        assertThat(tooSmall.problem()).isEqualTo(ImageProblem.TARGET_TOO_SMALL);
        assertThat(Files.newInputStream(small).readNBytes(5)).containsExactly(1, 2, 3, 4, 0);

        Path swapped = disk("swapped.img");
        try (DiskClone clone = DiskClone.open(new CloneRequest(stick, ONE, bytes(SEED)))) {
            ImageManifest checked = clone.check(Progress.NONE);
            IdentityCheck other = () -> {
                throw new ImageException(ImageProblem.TARGET_CHANGED, "write", "sda", Map.of());
            };
            ImageException refused = catchThrowableOfType(
                    ImageException.class, () -> clone.write(checked, swapped, other, Progress.NONE));
            assertThat(refused.problem()).isEqualTo(ImageProblem.TARGET_CHANGED);
        }
        assertThat(OtherTools.run("cmp", swapped.toString(), disk("empty.img").toString())
                        .status())
                .isZero();
    }

    @Test
    void aStickWithoutASlotIsRefusedByName() throws IOException {
        Path empty = disk("no-stick.img");
        assertThat(catchThrowableOfType(
                                ImageException.class, () -> DiskClone.open(new CloneRequest(empty, ONE, bytes(SEED))))
                        .problem())
                .isEqualTo(ImageProblem.NOT_AN_IMAGE);
    }

    private WriteReceipt write(String identity, Path disk) {
        try (DiskClone clone = DiskClone.open(new CloneRequest(stick, identity, bytes(SEED)))) {
            return clone.write(clone.check(Progress.NONE), disk, IdentityCheck.NONE, Progress.NONE);
        }
    }

    private Path disk(String name) throws IOException {
        Path disk = folder.resolve(name);
        StickSample.grow(disk, DISK_BYTES);
        return disk;
    }

    private static Path loop(Path file) {
        return Path.of(OtherTools.run("losetup", "-f", "--show", file.toString())
                .ok()
                .output()
                .strip());
    }

    private void judge(Path disk) throws IOException {
        assertThat(OtherTools.run("sgdisk", "-v", disk.toString()).ok().output())
                .contains("No problems found");
        Path esp = folder.resolve("esp.img");
        Files.deleteIfExists(esp);
        OtherTools.run("dd", "if=" + disk, "of=" + esp, "bs=1M", "skip=1", "count=512", "conv=sparse", "status=none")
                .ok();
        OtherTools.run("fsck.fat", "-n", esp.toString()).ok();
    }

    private static Set<String> guids(Path disk) {
        Set<String> guids = new HashSet<>();
        for (int number = 1; number <= 5; number++) {
            guids.add(guid(disk, number));
        }
        String print = OtherTools.run("sgdisk", "-p", disk.toString()).ok().output();
        guids.add(line(print, "Disk identifier (GUID)"));
        return guids;
    }

    private static String guid(Path disk, int partition) {
        String info = OtherTools.run("sgdisk", "-i", Integer.toString(partition), disk.toString())
                .ok()
                .output();
        return line(info, "Partition unique GUID");
    }

    private static long start(Path disk, int partition) {
        String info = OtherTools.run("sgdisk", "-i", Integer.toString(partition), disk.toString())
                .ok()
                .output();
        return Long.parseLong(line(info, "First sector").replaceAll(" .*", "")) * 512;
    }

    private static String line(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2).strip().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text));
    }

    private long fileOffset(String path) {
        // It says "::/cairn/a/initrd <1234-1300>": clusters of 4 KiB, data from the geometry that minfo tells.
        String cluster = OtherTools.run("mshowfat", "-i", stick + "@@1M", "::" + path)
                .ok()
                .output()
                .replaceAll("(?s).*<(\\d+)-.*", "$1");
        String info = OtherTools.run("minfo", "-i", stick + "@@1M").ok().output();
        long reserved = Long.parseLong(info.replaceAll("(?s).*reserved \\(boot\\) sectors: (\\d+).*", "$1"));
        long fat = Long.parseLong(info.replaceAll("(?s).*Big fatlen=(\\d+).*", "$1"));
        return (1 << 20) + (reserved + 2 * fat) * 512 + (Long.parseLong(cluster.strip()) - 2) * 4096;
    }

    private static String volumeSerial(Path disk) {
        return OtherTools.run("minfo", "-i", disk + "@@1M")
                .ok()
                .output()
                .replaceAll("(?s).*serial number: (\\S+).*", "$1");
    }

    private static String mtype(Path disk, String path) {
        return OtherTools.run("mtype", "-i", disk + "@@1M", "::" + path).ok().output();
    }

    private static String mdir(Path disk) {
        return OtherTools.run("mdir", "-/", "-b", "-i", disk + "@@1M", "::/")
                .ok()
                .output();
    }

    /** Whether there is a table at either end. */
    private static boolean hasTable(Path disk) {
        return OtherTools.run("sgdisk", "-p", disk.toString()).output().contains("cairn-");
    }

    private String slot(Path disk, String name) throws IOException {
        Path copy = folder.resolve(name + "-slot.img");
        long start = start(disk, 3) >> 20;
        OtherTools.run("dd", "if=" + disk, "of=" + copy, "bs=1M", "skip=" + start, "count=4", "status=none")
                .ok();
        return OtherTools.run("unsquashfs", "-lln", copy.toString()).output();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
