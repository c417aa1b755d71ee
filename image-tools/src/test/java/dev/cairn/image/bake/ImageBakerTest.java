package dev.cairn.image.bake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.OtherTools;
import dev.cairn.image.Progress;
import dev.cairn.image.SampleRoots;
import dev.cairn.image.Sha256;
import dev.cairn.image.drive.ImageReader;
import dev.cairn.image.slot.SlotBundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageBakerTest {
    private static final byte[] SEED = "{\"fleetId\":\"f\"}".getBytes(StandardCharsets.UTF_8);

    private record Baked(Path file, ImageManifest manifest, SlotBundle slot, SlotBundle bootstrap) {}

    private Path folder = Path.of("");
    private Optional<Baked> baked = Optional.empty();

    @BeforeAll
    void bake(@TempDir Path shared) {
        folder = shared;
        SlotBundle slot = SampleRoots.bundle(folder.resolve("slot"));
        SlotBundle bootstrap = SampleRoots.bundle(folder.resolve("bootstrap"));
        BakeRequest request = new BakeRequest(
                folder.resolve("x.img"),
                slot,
                Optional.of(bootstrap),
                Optional.empty(),
                SEED,
                5,
                List.of("quiet"),
                PartitionSizes.DEFAULT);
        BakedImage image = new ImageBaker().bake(request, Progress.NONE);
        baked = Optional.of(new Baked(image.file(), image.manifest(), slot, bootstrap));
    }

    private Baked image() {
        return baked.orElseThrow();
    }

    @Test
    void sgdiskFindsNoFaultWithThePartitionTable() {
        String said =
                OtherTools.run("sgdisk", "-v", image().file().toString()).ok().output();
        assertThat(said).contains("No problems found");
        String table =
                OtherTools.run("sgdisk", "-p", image().file().toString()).ok().output();
        assertThat(table).contains("cairn-esp", "cairn-bootstrap", "cairn-slot-a", "cairn-slot-b", "cairn-content");
    }

    @Test
    void fsckAndMtoolsReadTheEsp() throws IOException {
        Path esp = part("cairn-esp");
        OtherTools.run("fsck.fat", "-n", esp.toString()).ok();
        String files = OtherTools.run("mdir", "-/", "-b", "-i", esp.toString(), "::")
                .ok()
                .output();
        assertThat(files.lines())
                .contains(
                        "::/EFI/BOOT/BOOTX64.EFI",
                        "::/loader/loader.conf",
                        "::/loader/entries/cairn-a.conf",
                        "::/loader/entries/cairn-bootstrap.conf",
                        "::/cairn/a/linux",
                        "::/cairn/a/initrd",
                        "::/cairn/a/manifest.json",
                        "::/cairn/bootstrap/linux",
                        "::/cairn/seed.json");
        Path kernel = folder.resolve("kernel");
        OtherTools.run("mcopy", "-n", "-i", esp.toString(), "::/cairn/a/linux", kernel.toString())
                .ok();
        assertThat(Files.readAllBytes(kernel))
                .isEqualTo(Files.readAllBytes(image().slot().kernel()));
        String entry = OtherTools.run("mtype", "-i", esp.toString(), "::/loader/entries/cairn-a.conf")
                .ok()
                .output();
        assertThat(entry).contains("version 5", "cairn.slot=a", "quiet");
        assertThat(entry).contains("root=PARTUUID=" + partition("cairn-slot-a").guid());
    }

    @Test
    void theSlotsAreTheBundlesSquashfs() throws IOException {
        Path slot = part("cairn-slot-a");
        OtherTools.run("unsquashfs", "-l", slot.toString()).ok();
        byte[] root = Files.readAllBytes(image().slot().root());
        try (ImageReader reader = ImageReader.open(image().file())) {
            ByteArrayOutputStream copy = new ByteArrayOutputStream();
            reader.copyPartition("cairn-slot-a", root.length, copy);
            assertThat(Sha256.of(copy.toByteArray())).isEqualTo(Sha256.of(root));
            assertThat(reader.squashfs("cairn-bootstrap").read("/usr/share/large"))
                    .isEqualTo(SampleRoots.noise(8, 2_500_000));
            assertThat(reader.espFile("/cairn/a/manifest.json"))
                    .isEqualTo(image().slot().manifestBytes());
        }
    }

    @Test
    void theManifestDescribesTheFile() throws IOException {
        ImageManifest manifest = image().manifest();
        assertThat(digestByOthers(manifest)).isEqualTo(manifest.sha256());
        assertThat(Files.size(image().file())).isEqualTo(manifest.bytes());
        assertThat(ImageManifest.beside(image().file())).isEqualTo(manifest);
        try (RandomAccessFile file = new RandomAccessFile(image().file().toFile(), "r")) {
            byte[] seed = new byte[manifest.seedBytes()];
            file.seek(manifest.seedOffset());
            file.readFully(seed);
            assertThat(new String(seed, StandardCharsets.UTF_8).strip()).isEqualTo("{\"fleetId\":\"f\"}");
        }
        String used =
                OtherTools.run("du", "-B1", image().file().toString()).ok().output();
        assertThat(Long.parseLong(used.split("\\s")[0])).isLessThan(manifest.mappedBytes() + (1 << 20));
    }

    @Test
    void inspectionNeedsNoManifestBesideTheImage() throws IOException {
        Path alone = folder.resolve("alone.img");
        OtherTools.run("cp", "--sparse=always", image().file().toString(), alone.toString())
                .ok();
        ImageReport report = new ImageInspector().inspect(alone);
        assertThat(report.manifest()).isEmpty();
        assertThat(report.partitions()).isEqualTo(image().manifest().partitions());
        assertThat(report.seed()).contains("{\"fleetId\":\"f\"}");
        assertThat(report.slots())
                .containsOnlyKeys("a", "bootstrap")
                .containsEntry("a", image().slot().manifest());
        assertThat(report.entries()).extracting(entry -> entry.version()).containsExactlyInAnyOrder(5L, 0L);
        assertThat(new ImageInspector().inspect(image().file()).manifest()).isPresent();
        assertThat(catchThrowableOfType(ImageException.class, () -> new ImageVerifier().verify(alone, Progress.NONE))
                        .problem())
                .isEqualTo(ImageProblem.SIDECAR_MISSING);
    }

    @Test
    void aFlippedBitAnywhereInTheMappedAreaIsFound() throws IOException {
        Path copy = folder.resolve("flipped.img");
        OtherTools.run("cp", "--sparse=always", image().file().toString(), copy.toString())
                .ok();
        Files.copy(folder.resolve("x.img.json"), folder.resolve("flipped.img.json"));
        ImageVerifier verifier = new ImageVerifier();
        assertThat(verifier.verify(copy, Progress.NONE).intact()).isTrue();
        long seed = 99;
        Random random = new Random(seed);
        List<ImageManifest.Range> ranges = image().manifest().ranges();
        try (RandomAccessFile file = new RandomAccessFile(copy.toFile(), "rw")) {
            for (int run = 0; run < 20; run++) {
                ImageManifest.Range range = ranges.get(random.nextInt(ranges.size()));
                long at = range.offset() + random.nextInt(range.bytes());
                flip(file, at, 1 << random.nextInt(8));
                assertThat(verifier.verify(copy, Progress.NONE).mismatches())
                        .as("seed %d run %d", seed, run)
                        .containsExactly(new VerifyReport.Mismatch(range.offset(), range.bytes(), range.partition()));
                OtherTools.run(
                                "dd",
                                "if=" + image().file(),
                                "of=" + copy,
                                "bs=4096",
                                "count=1",
                                "conv=notrunc",
                                "skip=" + at / 4096,
                                "seek=" + at / 4096)
                        .ok();
            }
        }
    }

    @Test
    void damagedTablesAndFileSystemsGiveAnErrorAndNothingElse() throws IOException {
        Path copy = folder.resolve("mutated.img");
        OtherTools.run("cp", "--sparse=always", image().file().toString(), copy.toString())
                .ok();
        long seed = 20260102L;
        Random random = new Random(seed);
        long slot = partition("cairn-slot-a").offset();
        long root = image().slot().manifest().files().root().bytes();
        try (RandomAccessFile file = new RandomAccessFile(copy.toFile(), "rw")) {
            for (int run = 0; run < 300; run++) {
                long at = switch (random.nextInt(4)) {
                    case 0 -> random.nextInt(34 * 512);
                    case 1 -> (1 << 20) + random.nextInt(512);
                    case 2 -> (1 << 20) + random.nextInt(1 << 21);
                    default ->
                        random.nextBoolean() ? slot + random.nextInt(96) : slot + root - 1 - random.nextInt(8000);
                };
                int mask = random.nextInt(1, 256);
                flip(file, at, mask);
                try {
                    new ImageInspector().inspect(copy);
                    try (ImageReader reader = ImageReader.open(copy)) {
                        reader.squashfs("cairn-slot-a").read("/usr/sbin/sfdisk");
                        reader.squashfs("cairn-slot-a").list("/usr");
                    }
                } catch (ImageException expected) {
                    assertThat(expected.element()).isNotEmpty();
                } catch (RuntimeException | Error e) {
                    throw new AssertionError("seed " + seed + " run " + run + " at " + at, e);
                }
                flip(file, at, mask);
            }
        }
    }

    @Test
    void theBackupTableStandsInForADamagedPrimary() throws IOException {
        Path copy = folder.resolve("backup.img");
        OtherTools.run("cp", "--sparse=always", image().file().toString(), copy.toString())
                .ok();
        OtherTools.run("dd", "if=/dev/zero", "of=" + copy, "bs=512", "count=34", "conv=notrunc")
                .ok();
        assertThat(new ImageInspector().inspect(copy).partitions())
                .isEqualTo(image().manifest().partitions());
    }

    @Test
    void sizesAreHeldBeforeAnythingIsWritten() {
        SlotBundle slot = image().slot();
        Path output = folder.resolve("never.img");
        BakeRequest small = new BakeRequest(
                output,
                slot,
                Optional.empty(),
                Optional.empty(),
                SEED,
                1,
                List.of(),
                PartitionSizes.DEFAULT.withSlotMiB(1));
        assertThat(catchThrowableOfType(ImageException.class, () -> new ImageBaker().bake(small, Progress.NONE))
                        .problem())
                .isEqualTo(ImageProblem.SLOT_TOO_SMALL);
        BakeRequest large = BakeRequest.of(output, slot, new byte[16 * 1024 + 1]);
        assertThat(catchThrowableOfType(ImageException.class, () -> new ImageBaker().bake(large, Progress.NONE))
                        .problem())
                .isEqualTo(ImageProblem.SEED_TOO_LARGE);
        assertThat(output).doesNotExist();
    }

    @Test
    void aBundleThatChangedSinceItWasBuiltIsRefused() throws IOException {
        SlotBundle slot = SampleRoots.bundle(folder.resolve("changed"));
        try (RandomAccessFile file = new RandomAccessFile(slot.root().toFile(), "rw")) {
            flip(file, 1_500_000, 4);
        }
        Path output = folder.resolve("never.img");
        assertThat(catchThrowableOfType(
                                ImageException.class,
                                () -> new ImageBaker().bake(BakeRequest.of(output, slot, SEED), Progress.NONE))
                        .problem())
                .isEqualTo(ImageProblem.BUNDLE_CORRUPT);
        assertThat(output).doesNotExist();
    }

    /** The image's digest as the format defines it, made by dd, printf, perl and sha256sum. */
    private String digestByOthers(ImageManifest manifest) throws IOException {
        StringBuilder script = new StringBuilder("be() { printf '%016x' $1; }\n{ be ")
                .append(manifest.bytes())
                .append('\n');
        for (ImageManifest.Range range : manifest.ranges()) {
            script.append("be %d; be %d; dd if='%s' bs=4096 skip=%d count=%d status=none | sha256sum | cut -c1-64\n"
                    .formatted(
                            range.offset(),
                            range.bytes(),
                            image().file(),
                            range.offset() / 4096,
                            range.bytes() / 4096));
        }
        script.append("} | tr -d '\\n' | perl -e 'print pack(\"H*\", <STDIN>)' | sha256sum | cut -c1-64");
        Path file = Files.writeString(folder.resolve("digest.sh"), script);
        return OtherTools.run("bash", file.toString()).ok().output().strip();
    }

    private static void flip(RandomAccessFile file, long at, int mask) throws IOException {
        file.seek(at);
        int value = file.read();
        file.seek(at);
        file.write(value ^ mask);
    }

    private ImagePartition partition(String label) {
        return image().manifest().partitions().stream()
                .filter(partition -> partition.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    /** A partition as a file of its own, for tools that take no offset. */
    private Path part(String label) {
        ImagePartition partition = partition(label);
        Path file = folder.resolve(label + ".part");
        OtherTools.run(
                        "dd",
                        "if=" + image().file(),
                        "of=" + file,
                        "bs=1M",
                        "conv=sparse",
                        "skip=" + (partition.offset() >> 20),
                        "count=" + (partition.bytes() >> 20))
                .ok();
        OtherTools.run("truncate", "-s", Long.toString(partition.bytes()), file.toString())
                .ok();
        return file;
    }
}
