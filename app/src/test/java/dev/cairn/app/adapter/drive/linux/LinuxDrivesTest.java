package dev.cairn.app.adapter.drive.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.Drive.Refusal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LinuxDrivesTest {
    @TempDir
    Path root;

    @BeforeEach
    void quietMachine() throws Exception {
        write(
                "proc/self/mountinfo",
                "22 1 8:2 / / rw - ext4 /dev/sda2 rw\n30 22 8:33 / /media/x rw - vfat /dev/sdc1 rw\n");
        write("proc/swaps", "Filename Type Size Used Priority\n/dev/sdd1 partition 10 0 -2\n");
    }

    @Test
    void offersOnlyWhatNothingSpeaksAgainst() throws Exception {
        disk("sda", "8:0", "pci0/ata1/host0", 0);
        partition("sda", "sda2", "8:2");
        disk("sdb", "8:16", "pci0/usb1/1-2/host6", 1);
        disk("sdc", "8:32", "pci0/usb1/1-3/host7", 1);
        partition("sdc", "sdc1", "8:33");
        disk("sdd", "8:48", "pci0/usb1/1-4/host8", 1);
        partition("sdd", "sdd1", "8:49");
        disk("sde", "8:64", "pci0/usb1/1-5/host9", 1);
        partition("sde", "sde1", "8:65");
        write("dev/sde1", "LUKS\u00ba\u00be");
        Files.write(root.resolve("dev/sde1"), new byte[] {'L', 'U', 'K', 'S', (byte) 0xba, (byte) 0xbe, 0, 2});
        disk("sdf", "8:80", "pci0/usb1/1-6/host10", 1);
        write("sys/devices/pci0/usb1/1-6/host10/block/sdf/size", "0");
        disk("nvme1n1", "259:0", "pci0/nvme/nvme1", 0);
        disk("dm-0", "253:0", "virtual", 0);

        Map<String, Drive> found = new LinuxDrives(root, List::of)
                .list().stream()
                        .collect(Collectors.toMap(
                                drive -> String.valueOf(drive.device().getFileName()), Function.identity()));
        assertThat(found).containsOnlyKeys("sda", "sdb", "sdc", "sdd", "sde", "sdf", "nvme1n1");
        assertThat(found.values().stream().filter(Drive::offered).toList()).containsExactly(found.get("sdb"));
        assertThat(refusals(found, "sda")).containsExactly(Refusal.SYSTEM, Refusal.NOT_REMOVABLE);
        assertThat(refusals(found, "sdc")).containsExactly(Refusal.MOUNTED);
        assertThat(refusals(found, "sdd")).containsExactly(Refusal.SWAP);
        assertThat(refusals(found, "sde")).containsExactly(Refusal.ENCRYPTED);
        assertThat(refusals(found, "sdf")).containsExactly(Refusal.NO_MEDIUM);
        assertThat(refusals(found, "nvme1n1")).containsExactly(Refusal.NOT_REMOVABLE);
        assertThat(found.get("sdb")).extracting(Drive::bus, Drive::bytes).containsExactly("usb", 2048L * 512);
    }

    @Test
    void neverOffersWhatItCannotRead() throws Exception {
        disk("sda", "8:2", "pci0/ata1/host0", 0);
        disk("sdb", "8:16", "pci0/usb1/1-2/host6", 1);
        Files.delete(root.resolve("dev/sdb"));
        assertThat(new LinuxDrives(root, List::of).list().getLast().refusals()).containsExactly(Refusal.UNREADABLE);
    }

    @Test
    void seesThatAnotherMediumIsAnotherDrive() throws Exception {
        disk("sdb", "8:16", "pci0/usb1/1-2/host6", 1);
        Drive before = new LinuxDrives(root, List::of).list().getFirst();
        write("sys/devices/pci0/usb1/1-2/host6/block/sdb/diskseq", "43");
        assertThat(new LinuxDrives(root, List::of).list().getFirst().isSameAs(before))
                .isFalse();
    }

    private static List<Refusal> refusals(Map<String, Drive> found, String name) {
        return java.util.Objects.requireNonNull(found.get(name)).refusals();
    }

    private void disk(String name, String dev, String place, int removable) throws Exception {
        Path folder =
                root.resolve("sys/devices").resolve(place).resolve("block").resolve(name);
        Files.createDirectories(folder);
        String base = root.relativize(folder).toString();
        write(base + "/dev", dev);
        write(base + "/size", "2048");
        write(base + "/removable", Integer.toString(removable));
        write(base + "/diskseq", "42");
        write(base + "/ro", "0");
        Files.createDirectories(root.resolve("sys/block"));
        Files.createSymbolicLink(root.resolve("sys/block").resolve(name), folder);
        write("dev/" + name, "");
    }

    private void partition(String disk, String name, String dev) throws Exception {
        Path folder = root.resolve("sys/block").resolve(disk).toRealPath().resolve(name);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("partition"), "1");
        Files.writeString(folder.resolve("dev"), dev);
        write("dev/" + name, "");
    }

    private void write(String path, String text) throws Exception {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
