package dev.cairn.agent.install;

import dev.cairn.image.ImageException;
import dev.cairn.protocol.InstallRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The lines on the console. Stateless. */
final class InstallTexts {
    private InstallTexts() {}

    static List<String> rule(InstallRule rule, long neededBytes) {
        return List.of(
                "this stick installs Cairn on a disk of this machine",
                "rule: " + rule.disk() + ", at least " + size(Math.max(neededBytes, rule.minimumBytes()))
                        + ", disks that hold data " + (rule.eraseData() ? "may be erased" : "are left alone"));
    }

    /** One line for a disk, one for each of its partitions. */
    static List<String> disk(MachineDisk disk) {
        List<String> lines = new ArrayList<>();
        lines.add("  " + disk.name() + ": " + named(disk) + ", " + size(disk.bytes()) + ", " + disk.bus()
                + (disk.fileSystem().isEmpty() ? "" : ", holds " + disk.fileSystem()));
        for (MachineDisk.Part part : disk.partitions()) {
            lines.add("    " + part.name() + ": " + size(part.bytes())
                    + (part.fileSystem().isEmpty() ? "" : " " + part.fileSystem())
                    + (part.label().isEmpty() ? "" : " \"" + part.label() + "\""));
        }
        return lines;
    }

    static List<String> judged(List<Verdict.Judged> all) {
        List<String> lines = new ArrayList<>();
        for (Verdict.Judged judged : all) {
            lines.addAll(disk(judged.disk()));
            judged.refusals().forEach(refusal -> lines.add("    not here: " + refusal.words()));
        }
        return lines;
    }

    static String problem(ImageException problem) {
        return problem.code() + ", " + problem.phase() + " " + problem.element()
                + (problem.arguments().isEmpty() ? "" : " " + problem.arguments());
    }

    static String phase(String phase) {
        return switch (phase) {
            case "hash" -> "checking the stick";
            case "probe" -> "probing the disk";
            case "write" -> "writing";
            case "verify" -> "reading back";
            case "boot" -> "writing the partition tables";
            default -> phase;
        };
    }

    private static String named(MachineDisk disk) {
        String model = disk.model().isEmpty() ? "unnamed" : disk.model();
        return model + ", serial " + (disk.serial().isEmpty() ? "unknown" : disk.serial());
    }

    static String size(long bytes) {
        return bytes >= 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f GB", bytes / 1e9)
                : String.format(Locale.ROOT, "%.0f MB", bytes / 1e6);
    }
}
