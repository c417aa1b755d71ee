package dev.cairn.agent.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.protocol.NodeFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tree recorded from an industrial PC, and this machine. */
class FactsReaderTest {
    @TempDir
    Path root;

    @BeforeEach
    void record() throws IOException {
        for (int thread = 0; thread < 4; thread++) {
            append("proc/cpuinfo", """
                    processor\t: %d
                    model name\t: Intel(R) Atom(TM) x6425E
                    physical id\t: 0
                    core id\t\t: %d
                    """.formatted(thread, thread / 2));
        }
        append("proc/meminfo", "MemTotal:        8000000 kB\nMemFree: 1 kB\n");
        append("proc/sys/kernel/osrelease", "6.12.48+deb13-amd64\n");
        append("etc/os-release", "ID=debian\nVERSION_ID=\"13\"\nPRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\n");
        append("sys/devices/pci0000:00/usb1/1-1/block/sdb/size", "30000000\n");
        append("sys/devices/pci0000:00/usb1/1-1/block/sdb/removable", "1\n");
        link("sys/block/sdb", "../devices/pci0000:00/usb1/1-1/block/sdb");
        append("sys/block/nvme0n1/size", "500118192\n");
        append("sys/block/nvme0n1/device/model", "Samsung SSD 980                         \n");
        append("sys/block/nvme0n1/device/serial", "S64DNX0R\u0007123456\n");
        append("sys/block/nvme0n1/queue/rotational", "0\n");
        append("sys/block/loop0/size", "8\n");
        append("sys/class/net/eth0/address", "00:11:22:33:44:55\n");
        append("sys/class/net/eth0/operstate", "up\n");
        append("sys/class/net/eth0/speed", "1000\n");
        append("sys/class/net/eth0/device/vendor", "0x8086\n");
        link("sys/class/net/eth0/device/driver", "../../../bus/pci/drivers/igc");
        append("sys/class/net/lo/address", "00:00:00:00:00:00\n");
        append("sys/bus/pci/devices/0000:00:02.0/class", "0x030000\n");
        append("sys/bus/pci/devices/0000:00:02.0/vendor", "0x8086\n");
        append("sys/bus/pci/devices/0000:00:02.0/device", "0x4571\n");
        append("sys/bus/pci/devices/0000:00:1f.0/class", "0x060100\n");
        append("sys/class/tpm/tpm0/tpm_version_major", "2\n");
        append("sys/class/dmi/id/sys_vendor", "ACME\n");
        append("sys/class/dmi/id/product_serial", "SN-42\n");
        append("sys/class/dmi/id/bios_vendor", "American Megatrends\n");
        Path secureBoot = root.resolve("sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c");
        Files.createDirectories(Objects.requireNonNull(secureBoot.getParent()));
        Files.write(secureBoot, HexFormat.of().parseHex("0600000001"));
    }

    @Test
    void readsARecordedTree() {
        NodeFacts facts = new FactsReader(root).read();
        assertThat(facts.cpu().model()).isEqualTo("Intel(R) Atom(TM) x6425E");
        assertThat(facts.cpu().sockets()).isEqualTo(1);
        assertThat(facts.cpu().cores()).isEqualTo(2);
        assertThat(facts.cpu().threads()).isEqualTo(4);
        assertThat(facts.memoryBytes()).isEqualTo(8_192_000_000L);
        assertThat(facts.kernel()).isEqualTo("6.12.48+deb13-amd64");
        assertThat(facts.osRelease().prettyName()).isEqualTo("Debian GNU/Linux 13 (trixie)");
        assertThat(facts.disks()).extracting(NodeFacts.Disk::name).containsExactly("nvme0n1", "sdb");
        assertThat(facts.disks().get(0).bytes()).isEqualTo(256_060_514_304L);
        assertThat(facts.disks().get(0).model()).isEqualTo("Samsung SSD 980");
        assertThat(facts.disks().get(0).serial()).isEqualTo("S64DNX0R 123456");
        assertThat(facts.disks().get(1).transport()).isEqualTo("usb");
        assertThat(facts.disks().get(1).removable()).isTrue();
        assertThat(facts.nics()).singleElement().satisfies(nic -> {
            assertThat(nic.mac()).isEqualTo("00:11:22:33:44:55");
            assertThat(nic.driver()).isEqualTo("igc");
            assertThat(nic.speedMbit()).isEqualTo(1000);
            assertThat(nic.up()).isTrue();
        });
        assertThat(facts.gpus()).extracting(NodeFacts.Gpu::deviceId).containsExactly("0x4571");
        assertThat(facts.tpm()).isEqualTo(new NodeFacts.Tpm(2));
        assertThat(facts.firmware().kind()).isEqualTo("UEFI");
        assertThat(facts.firmware().secureBoot()).isTrue();
        assertThat(facts.system().serial()).isEqualTo("SN-42");
        assertThat(facts.system().uuid()).isNull();
    }

    @Test
    void readsThisMachine() {
        NodeFacts facts = new FactsReader(Path.of("/")).read();
        assertThat(facts.cpu().threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(facts.memoryBytes()).isGreaterThan(100_000_000);
        assertThat(facts.kernel()).isNotBlank();
    }

    @Test
    void anEmptyTreeGivesEmptyFactsAndNoException() {
        NodeFacts facts = new FactsReader(root.resolve("nothing-here")).read();
        assertThat(facts.disks()).isEmpty();
        assertThat(facts.cpu().threads()).isPositive();
    }

    private void append(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void link(String path, String target) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.createSymbolicLink(file, Path.of(target));
    }
}
