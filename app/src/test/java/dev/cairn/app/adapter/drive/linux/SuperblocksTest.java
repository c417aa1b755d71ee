package dev.cairn.app.adapter.drive.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.damage.Damage;
import dev.cairn.app.domain.drive.picture.Content;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SuperblocksTest {
    private static final long BYTES = 64L * 1024 * 1024;

    @TempDir
    Path folder;

    /** The marks of our fixtures are judged by util-linux; it wants more than a mark of the formats that are not listed here. */
    @ParameterizedTest
    @CsvSource({
        "zfs, zfs_member",
        "drbd, drbd",
        "swap, swap",
        "suspended, swsuspend",
        "luks, crypto_LUKS",
        "ceph, ceph_bluestore",
    })
    void fixturesCarryWhatOtherToolsRecognise(String content, String type) throws Exception {
        Path file = folder.resolve(content);
        Signatures.write(file, content, BYTES);
        assertThat(blkid(file)).isEqualTo(type);
        assertThat(Superblocks.look(file, BYTES)).hasSize(1);
    }

    @Test
    void findsASwapAreaThatMkswapMade() throws Exception {
        Path file = folder.resolve("swap");
        Signatures.write(file, "", BYTES);
        run("mkswap", file.toString());
        assertThat(Superblocks.look(file, BYTES)).containsExactly(Content.SWAP_AREA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "vfat"})
    void findsNothingInOrdinaryFileSystems(String type) throws Exception {
        Path file = folder.resolve(type);
        Signatures.write(file, "", BYTES);
        run("mkfs." + type, file.toString());
        assertThat(Superblocks.look(file, BYTES)).isEmpty();
    }

    @Test
    void findsPartitionTypesThatSgdiskWrote() throws Exception {
        Path file = folder.resolve("disk");
        Signatures.write(file, "", BYTES);
        run(
                "sgdisk",
                "-n",
                "1:2048:4095",
                "-t",
                "1:0700",
                "-n",
                "2:4096:6143",
                "-t",
                "2:e75caf8f-f680-4cee-afa3-b001e56efc2d",
                file.toString());
        assertThat(Superblocks.look(file, BYTES)).containsExactly(Content.STORAGE_SPACES);
    }

    @Test
    void refusesWhatCannotBeOpened() {
        assertThat(Superblocks.look(folder.resolve("none"), BYTES)).containsExactly(Content.UNREADABLE);
    }

    /** Whatever stands on a drive, looking at it ends with an answer. */
    @Test
    void looksAtAnyBytes() throws Exception {
        long seed = 20261122;
        Random random = new Random(seed);
        byte[] bytes = new byte[300 * 1024];
        Path file = folder.resolve("any");
        for (int run = 0; run < 200; run++) {
            random.nextBytes(bytes);
            int size = random.nextInt(bytes.length);
            try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
                out.setLength(0);
                out.write(bytes, 0, size);
            }
            long told = random.nextBoolean() ? size : random.nextLong(1L << 40);
            assertThat(Superblocks.look(file, told))
                    .as("seed %s run %s", seed, run)
                    .doesNotContain(Content.UNREADABLE);
        }
    }

    /** The same for what nearly is one of the formats: each of them damaged, under a length that may be wrong. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "luks+lvm+zfs+isw",
                "bitlocker+md+md-at-end",
                "md-old+drbd+swap",
                "btrfs-group+bcachefs-group+ddf",
                "apfs-fusion+zfs-big-endian",
                "ldm+stratis+suspended+swap-64k",
                "spaces+bcache",
                "gpt"
            })
    void looksAtDamagedFormats(String contents) throws Exception {
        long seed = 20261127;
        Path file = folder.resolve("damaged");
        if (contents.equals("gpt")) {
            Signatures.write(file, "", 1 << 20);
            run("sgdisk", "-n", "1:64:127", "-n", "2:128:191", "-t", "2:fd00", "-n", "3:192:255", file.toString());
        } else {
            Signatures.write(file, contents, 1 << 20);
            assertThat(Superblocks.look(file, 1 << 20)).as("undamaged").hasSizeGreaterThan(1);
        }
        byte[] good = Files.readAllBytes(file);
        Random random = new Random(seed);
        for (int run = 0; run < 400; run++) {
            byte[] bad = new Damage(seed + run).of(near(good, random), random.nextInt(4) == 0);
            Files.write(file, bad);
            long told = random.nextInt(3) > 0 ? bad.length : random.nextLong(1L << 40);
            assertThat(Superblocks.look(file, told))
                    .as("seed %s run %s", seed, run)
                    .doesNotContain(Content.UNREADABLE);
        }
    }

    /** Most of a disk says nothing: the marks stand in its first and last kilobytes, and those are damaged more often. */
    private static byte[] near(byte[] good, Random random) {
        byte[] bytes = good.clone();
        int[] places = {0, 512, 4096, 65536, 128 << 10, bytes.length - 8192, bytes.length - 1024};
        for (int left = random.nextInt(4); left > 0; left--) {
            int at = places[random.nextInt(places.length)] + random.nextInt(512);
            bytes[at] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static String blkid(Path file) throws IOException, InterruptedException {
        return run("blkid", "-p", "-o", "value", "-s", "TYPE", file.toString());
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Path tool = Path.of("/usr/sbin", command[0]);
        Path found = Files.exists(tool) ? tool : Path.of("/usr/bin", command[0]);
        assertThat(found)
                .as("install the Debian packages util-linux, e2fsprogs and dosfstools: %s", command[0])
                .exists();
        command[0] = found.toString();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said.strip();
    }
}
