package dev.cairn.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplerTest {
    @TempDir
    Path root;

    @Test
    void readsRecordedProcFiles() throws IOException {
        Files.createDirectories(root.resolve("proc/net"));
        Files.writeString(root.resolve("proc/stat"), "cpu  100 0 100 700 100 0 0 0 0 0\ncpu0 1 1 1 1\n");
        Files.writeString(root.resolve("proc/loadavg"), "0.25 0.10 0.05 1/100 1234\n");
        Files.writeString(root.resolve("proc/meminfo"), "MemTotal: 1000 kB\nMemFree: 1 kB\nMemAvailable: 600 kB\n");
        Files.writeString(
                root.resolve("proc/diskstats"),
                " 253 0 vda 10 0 200 5 20 0 400 5 0 0 0\n 253 1 vda1 1 0 2 5 2 0 4 5\n");
        Files.writeString(
                root.resolve("proc/net/dev"),
                "Inter-| Receive | Transmit\n face |bytes packets\n    lo: 5 1 0 0 0 0 0 0 5 1 0 0 0 0 0 0\n"
                        + "  eth0: 1000 1 0 0 0 0 0 0 2000 1 0 0 0 0 0 0\n");
        Sampler sampler = new Sampler(root, root);
        sampler.sample();
        Files.writeString(root.resolve("proc/stat"), "cpu  150 0 150 800 100 0 0 0 0 0\n");
        assertThat(sampler.sample().values())
                .containsEntry("cpu.busy.ratio", 0.5)
                .containsEntry("cpu.load1", 0.25)
                .containsEntry("memory.total.bytes", 1_024_000.0)
                .containsEntry("memory.available.bytes", 614_400.0)
                .containsEntry("disk.read.bytes{device=vda}", 102_400.0)
                .containsEntry("disk.written.bytes{device=vda}", 204_800.0)
                .containsEntry("network.received.bytes{device=eth0}", 1000.0)
                .containsEntry("network.sent.bytes{device=eth0}", 2000.0)
                .doesNotContainKey("network.sent.bytes{device=lo}");
    }

    @Test
    void readsThisMachine() {
        assertThat(new Sampler(Path.of("/"), root).sample().values())
                .containsKeys("memory.total.bytes", "cpu.load1", "filesystem.free.bytes{folder=state}");
    }
}
