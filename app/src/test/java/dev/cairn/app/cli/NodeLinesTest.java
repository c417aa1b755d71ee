package dev.cairn.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.fleet.DiskFact;
import dev.cairn.app.domain.fleet.NicFact;
import dev.cairn.app.domain.fleet.NodeFacts;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.SlotContent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NodeLinesTest {
    @Test
    void hardwareIsToldInWords() {
        NodeFacts facts = new NodeFacts(
                Instant.now(),
                "x86_64",
                "Ryzen 5",
                4,
                8L << 30,
                List.of(new DiskFact("nvme0n1", "Evo", "S1", 256L << 30), new DiskFact("sda", "", "", 1L << 30)),
                List.of(new NicFact("eth0", "02:00:00:00:00:01", List.of("192.0.2.2", "fe80::1"))),
                List.of("Radeon"),
                true,
                "",
                "Acme",
                "Box",
                "",
                "Debian GNU/Linux 13",
                "6.12");
        assertThat(NodeLines.of(facts))
                .containsExactly(
                        "  hardware: Acme, Box, 4 × Ryzen 5, x86_64, 8.0 GiB of memory, TPM, read 0 s ago",
                        "  system: Debian GNU/Linux 13, kernel 6.12",
                        "  disk nvme0n1: Evo, S1, 256 GiB",
                        "  disk sda: 1.0 GiB",
                        "  network eth0: 02:00:00:00:00:01, 192.0.2.2, fe80::1",
                        "  GPU: Radeon");
    }

    @Test
    void theReportIsToldInWords() {
        NodeReport report = report("b", "transfer", "k3s is starting");
        assertThat(NodeLines.of(report))
                .containsExactly(
                        "  report: 0 s ago, state active, degraded, Kubernetes starting (k3s is starting)",
                        "  runs: release edge v2 in slot B, on trial, agent 1.0, order 7",
                        "  update: transfer, 1.0 KiB of 4.0 KiB",
                        "  slot A: good, release edge v1",
                        "  slot B: empty",
                        "  warning: clock.unset");
        assertThat(NodeLines.of(report(NodeReport.BOOTSTRAP, "idle", "")))
                .contains("  runs: release edge v2 in the bootstrap system, agent 1.0, order 7")
                .noneMatch(line -> line.startsWith("  update"));
    }

    @Test
    void whatIsNotKnownIsSaid() {
        assertThat(NodeLines.of((NodeFacts) null)).containsExactly("  hardware: not read yet");
        assertThat(NodeLines.of((NodeReport) null)).containsExactly("  report: none yet");
    }

    private static NodeReport report(String slot, String phase, String reason) {
        return new NodeReport(
                Instant.now(),
                "active",
                "host",
                slot,
                "ab",
                "edge v2",
                true,
                phase,
                1 << 10,
                4 << 10,
                null,
                "degraded",
                "starting",
                reason,
                7,
                "boot",
                "1.0",
                List.of("clock.unset"),
                null,
                null,
                List.of(new SlotContent("a", "good", "cd", "edge v1"), new SlotContent("b", "empty", "", "")),
                List.of(),
                null);
    }
}
