package dev.cairn.image.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.OtherTools;
import dev.cairn.image.Packing;
import dev.cairn.image.Progress;
import dev.cairn.image.SampleRoots;
import dev.cairn.image.bake.BakeRequest;
import dev.cairn.image.bake.ImageBaker;
import dev.cairn.image.bake.ImageManifest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
class CompressedImageTest {
    private Path folder = Path.of("");

    @BeforeAll
    void bake(@TempDir Path shared) {
        folder = shared;
        BakeRequest request = BakeRequest.of(
                folder.resolve("x.img"), SampleRoots.bundle(folder.resolve("slot")), new byte[] {'{', '}'});
        new ImageBaker().bake(request, Progress.NONE);
    }

    private static WriteReceipt write(Path image, Path target) {
        return new DriveWriter(Clock.systemUTC()).write(WriteRequest.of(image, target), Progress.NONE);
    }

    @Test
    void anImageInZstandardIsWrittenAsItWasBakedAndRefusedOnceDamaged() throws IOException {
        isWrittenAsItWasBaked("zst", "zstd -q -3 -k x.img");
        assertRefusedOnceDamaged(folder.resolve("x.img.zst"));
    }

    @ParameterizedTest
    @CsvSource({
        "gz, gzip -1 -k x.img",
        "xz, xz -0 -k x.img",
        "bz2, bzip2 -1 -k x.img",
        "zip, zip -q -1 x.img.zip x.img x.img.json"
    })
    void anImageInAnotherFormIsWrittenAsItWasBakedAndRefusedOnceDamaged(String suffix, String command)
            throws IOException {
        isWrittenAsItWasBaked(suffix, command);
        assertRefusedOnceDamaged(folder.resolve("x.img." + suffix));
    }

    private void isWrittenAsItWasBaked(String suffix, String command) throws IOException {
        OtherTools.shell(folder, command).ok();
        Path drive = folder.resolve("drive-" + suffix);
        assertThat(write(folder.resolve("x.img." + suffix), drive).verified()).isTrue();
        OtherTools.run("cmp", folder.resolve("x.img").toString(), drive.toString())
                .ok();
        assertThat(new DriveVerifier()
                        .verify(folder.resolve("x.img." + suffix), drive, Progress.NONE)
                        .intact())
                .isTrue();
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void manyDrivesShareOneUnpacking() {
        OtherTools.shell(folder, "zstd -q -3 -k x.img -o shared.img.zst && cp x.img.json shared.img.json")
                .ok();
        try (WriteSession session =
                WriteSession.open(folder.resolve("shared.img.zst"), WriteOptions.USUAL, Clock.systemUTC())) {
            List<WriteLane> lanes = Stream.of("one", "two", "three")
                    .map(name -> session.add(folder.resolve(name), Optional.empty(), IdentityCheck.NONE, Progress.NONE))
                    .toList();
            lanes.forEach(lane -> assertThat(lane.await().verified()).isTrue());
        }
        OtherTools.run(
                        "cmp",
                        folder.resolve("one").toString(),
                        folder.resolve("three").toString())
                .ok();
    }

    /** A process's own memory is a file that begins with EIO. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aDiskThatDoesNotGiveTheImageBackIsNoDamage(Packing packing) throws IOException {
        ImageManifest manifest = ImageManifest.beside(folder.resolve("x.img"));
        assertThat(unreadable(packing, manifest, Path.of("/proc/self/mem")))
                .returns(ImageProblem.IO_FAILED, ImageException::problem)
                .returns("/proc/self/mem", ImageException::element);
        assertThat(unreadable(packing, manifest, folder.resolve("gone")).problem())
                .isEqualTo(ImageProblem.FILE_MISSING);
    }

    private ImageException unreadable(Packing packing, ImageManifest manifest, Path file) throws IOException {
        try (ImageBytes image = SpooledImage.open(file, packing, manifest, folder)) {
            return catchThrowableOfType(ImageException.class, () -> image.read(ByteBuffer.allocate(4096), 0));
        }
    }

    @Test
    void whatIsCutShortOrChangedIsRefusedAndLeavesNothing() throws IOException {
        OtherTools.shell(folder, "zstd -q -3 -k x.img -o cut.img.zst && cp x.img.json cut.img.json")
                .ok();
        Path cut = folder.resolve("cut.img.zst");
        long length = Files.size(cut);
        try (RandomAccessFile file = new RandomAccessFile(cut.toFile(), "rw")) {
            file.setLength(length / 2);
        }
        assertRefused(cut);
        OtherTools.shell(folder, "head -c -1M x.img | zstd -q -3 > short.img.zst && cp x.img.json short.img.json")
                .ok();
        assertRefused(folder.resolve("short.img.zst"));
    }

    /** One bit where contents are, since one among the zeros need not change anything, and the first half alone. */
    private void assertRefusedOnceDamaged(Path packed) throws IOException {
        long length = Files.size(packed);
        flip(packed, length * 3 / 4, 0x10);
        assertRefused(packed);
        flip(packed, length * 3 / 4, 0x10);
        try (RandomAccessFile file = new RandomAccessFile(packed.toFile(), "rw")) {
            file.setLength(length / 2);
        }
        assertRefused(packed);
    }

    private static void flip(Path packed, long at, int bit) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(packed.toFile(), "rw")) {
            file.seek(at);
            int value = file.read();
            file.seek(at);
            file.write(value ^ bit);
        }
    }

    private void assertRefused(Path image) throws IOException {
        Path target = folder.resolve("never");
        ImageException refused = catchThrowableOfType(ImageException.class, () -> write(image, target));
        assertThat(refused.problem()).isEqualTo(ImageProblem.IMAGE_DAMAGED);
        assertThat(refused.element()).isEqualTo(image.toString());
        assertThat(refused.arguments().get("reason")).isNotBlank();
        assertThat(target).doesNotExist();
        assertThat(leftBehind()).isEmpty();
    }

    private List<Path> leftBehind() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().contains(".cairn-staging"))
                    .toList();
        }
    }
}
