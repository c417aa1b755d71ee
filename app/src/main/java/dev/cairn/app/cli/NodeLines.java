package dev.cairn.app.cli;

import dev.cairn.app.domain.fleet.DiskFact;
import dev.cairn.app.domain.fleet.NicFact;
import dev.cairn.app.domain.fleet.NodeFacts;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.SlotContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A node's hardware and its last report as lines for people. Stateless. */
final class NodeLines {
    private NodeLines() {}

    static List<String> of(@Nullable NodeFacts facts) {
        if (facts == null) {
            return List.of("  hardware: not read yet");
        }
        List<String> lines = new ArrayList<>();
        lines.add("  hardware: " + joined(facts.vendor(), facts.product(), facts.serial())
                + facts.cpus() + " × " + facts.cpuModel() + ", " + facts.architecture() + ", "
                + Words.bytes(facts.memoryBytes()) + " of memory, " + (facts.tpm() ? "TPM" : "no TPM") + ", read "
                + Words.ago(facts.takenAt()));
        lines.add("  system: " + facts.operatingSystem() + ", kernel " + facts.kernel()
                + (facts.firmware().isEmpty() ? "" : ", firmware " + facts.firmware()));
        facts.disks().stream().map(NodeLines::disk).forEach(lines::add);
        facts.nics().stream().map(NodeLines::nic).forEach(lines::add);
        facts.gpus().stream().map(gpu -> "  GPU: " + gpu).forEach(lines::add);
        return lines;
    }

    static List<String> of(@Nullable NodeReport report) {
        if (report == null) {
            return List.of("  report: none yet");
        }
        List<String> lines = new ArrayList<>();
        lines.add("  report: " + Words.ago(report.at()) + ", state " + report.state() + ", " + report.health()
                + ", Kubernetes " + report.kubernetes()
                + (report.kubernetesReason().isEmpty() ? "" : " (" + report.kubernetesReason() + ")"));
        lines.add("  runs: release " + or(report.version()) + " in " + slot(report) + ", agent "
                + or(report.agentVersion()) + ", order " + report.orderSequence());
        if (!report.updatePhase().equals("idle")) {
            lines.add("  update: " + report.updatePhase() + ", " + Words.bytes(report.updateDone()) + " of "
                    + Words.bytes(report.updateTotal()));
        }
        report.slots().stream().map(NodeLines::slot).forEach(lines::add);
        report.warnings().stream().map(code -> "  warning: " + code).forEach(lines::add);
        return lines;
    }

    private static String slot(NodeReport report) {
        return report.runsBootstrap()
                ? "the bootstrap system"
                : "slot " + report.slot().toUpperCase(Locale.ROOT) + (report.trial() ? ", on trial" : "");
    }

    private static String slot(SlotContent content) {
        return "  slot " + content.name().toUpperCase(Locale.ROOT) + ": " + content.state()
                + (content.version().isEmpty() ? "" : ", release " + content.version());
    }

    private static String disk(DiskFact disk) {
        return "  disk " + disk.name() + ": " + joined(disk.model(), disk.serial()) + Words.bytes(disk.bytes());
    }

    private static String nic(NicFact nic) {
        return "  network " + nic.name() + ": " + joined(nic.mac()) + String.join(", ", nic.addresses());
    }

    /** Those that say something, each with a comma after it. */
    private static String joined(String... words) {
        return Stream.of(words)
                .filter(word -> !word.isEmpty())
                .map(word -> word + ", ")
                .reduce("", String::concat);
    }

    private static String or(String word) {
        return word.isEmpty() ? "unknown" : word;
    }
}
