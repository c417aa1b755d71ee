package dev.cairn.agent.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.image.bake.ImageManifest;
import dev.cairn.protocol.AfterInstall;
import dev.cairn.protocol.Seed;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceHoldingsTest {
    @TempDir
    Path root = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        Files.createDirectories(root.resolve("dev"));
    }

    @Test
    void onlyZerosAtBothEndsAreNothing() throws IOException {
        assertThat(after(file -> {})).isEqualTo(new Holding.Nothing());
        for (long place : List.of(0L, 1080L, (1L << 20) - 1, (8L << 20) - 1, (8L << 20) - (1 << 20))) {
            assertThat(after(file -> {
                        file.seek(place);
                        file.write(1);
                    }))
                    .as("byte " + place)
                    .isEqualTo(new Holding.Data());
        }
    }

    @Test
    void whatUdevKnowsIsDataThoughTheEndsAreZeros() throws IOException {
        make(file -> {});
        assertThat(holding(disk("btrfs", List.of()))).isEqualTo(new Holding.Data());
        assertThat(holding(disk("", List.of(new MachineDisk.Part("sda1", 1, "", "")))))
                .isEqualTo(new Holding.Data());
    }

    @Test
    void aFileSystemOfOthersIsData() throws IOException {
        make(file -> file.setLength(64 << 20));
        InstallBench.run("mkfs.ext4", "-q", "-F", root.resolve("dev/sda").toString());
        assertThat(holding(disk("", List.of()))).isEqualTo(new Holding.Data());
    }

    @Test
    void theMarkerOfACutWriteIsNoData() throws IOException {
        assertThat(after(file -> file.write("CAIRNWR1 and more".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo(new Holding.UnfinishedWrite());
    }

    @Test
    void aMissingDeviceCountsAsData() {
        assertThat(holding(disk("", List.of()))).isEqualTo(new Holding.Data());
    }

    @Test
    void aCairnIsKnownByItsSeedAndAnotherInstallerStickIsNone(@TempDir Path folder) throws IOException {
        Path image = InstallBench.image(folder);
        Files.move(image, root.resolve("dev/sda"));
        assertThat(holding(disk("", List.of()))).isEqualTo(new Holding.Cairn(InstallBench.SEED.fleetId(), "b1"));

        Seed stick = InstallBench.SEED.installing(InstallBench.rule(0, AfterInstall.REBOOT));
        Files.copy(folder.resolve("x.img.json"), root.resolve("dev/sda.json"));
        long at = ImageManifest.beside(root.resolve("dev/sda")).seedOffset();
        try (RandomAccessFile file =
                new RandomAccessFile(root.resolve("dev/sda").toFile(), "rw")) {
            file.seek(at);
            file.write(stick.toPaddedBytes());
        }
        assertThat(holding(disk("", List.of()))).isEqualTo(new Holding.Data());
    }

    private interface Change {
        void to(RandomAccessFile file) throws IOException;
    }

    private Holding after(Change change) throws IOException {
        make(change);
        return holding(disk("", List.of()));
    }

    private void make(Change change) throws IOException {
        Files.deleteIfExists(root.resolve("dev/sda"));
        try (RandomAccessFile file =
                new RandomAccessFile(root.resolve("dev/sda").toFile(), "rw")) {
            file.setLength(8 << 20);
            change.to(file);
        }
    }

    private Holding holding(MachineDisk disk) {
        return new DeviceHoldings(root).of(disk);
    }

    private static MachineDisk disk(String fileSystem, List<MachineDisk.Part> parts) {
        return new MachineDisk("sda", "8:0", 1, 8 << 20, "", "", "sata", Set.of(), fileSystem, parts, List.of());
    }
}
