package dev.cairn.app.adapter.drive;

import dev.cairn.app.domain.drive.Drive.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What block devices are used for: /proc/self/mountinfo and /proc/swaps (proc(5)). */
final class LinuxUsage {
    private static final Set<String> SYSTEM =
            Set.of("/", "/boot", "/boot/efi", "/efi", "/usr", "/var", "/home", "/etc");

    private final Path proc;

    LinuxUsage(Path proc) {
        this.proc = proc;
    }

    /**
     * The uses at one moment.
     *
     * @param mounted {@code major:minor}, and source paths as mountinfo tells them
     */
    record Now(Set<String> mounted, Set<String> system, Set<String> swap) {
        Set<Refusal> uses(String majorMinor, String device) {
            Set<Refusal> found = EnumSet.noneOf(Refusal.class);
            if (mounted.contains(majorMinor) || mounted.contains(device)) {
                found.add(Refusal.MOUNTED);
            }
            if (system.contains(majorMinor) || system.contains(device)) {
                found.add(Refusal.SYSTEM);
            }
            if (swap.contains(device)) {
                found.add(Refusal.SWAP);
            }
            return found;
        }
    }

    Now now() {
        Set<String> mounted = new HashSet<>();
        Set<String> system = new HashSet<>();
        for (String line : lines("self/mountinfo")) {
            String[] words = line.split(" ");
            int dash = List.of(words).indexOf("-");
            if (words.length < 5 || dash < 0 || dash + 2 >= words.length) {
                continue;
            }
            List<String> names = List.of(words[2], words[dash + 2]);
            mounted.addAll(names);
            if (SYSTEM.contains(words[4])) {
                system.addAll(names);
            }
        }
        Set<String> swap = new HashSet<>();
        lines("swaps").stream().skip(1).forEach(line -> swap.add(line.split("\\s+")[0]));
        return new Now(mounted, system, swap);
    }

    private List<String> lines(String file) {
        try {
            return Files.exists(proc.resolve(file)) ? Files.readAllLines(proc.resolve(file)) : List.of();
        } catch (IOException e) {
            // Without knowing what is mounted nothing may be offered.
            throw new UncheckedIOException(e);
        }
    }
}
