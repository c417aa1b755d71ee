package dev.cairn.agent.install;

import dev.cairn.agent.facts.SysFiles;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which device numbers are mounted or swapped to (proc(5): mountinfo, swaps). Immutable. */
final class InUse {
    private static final String MOUNTS = "proc/self/mountinfo";

    private final Set<String> numbers;

    private InUse(Set<String> numbers) {
        this.numbers = numbers;
    }

    static InUse read(SysFiles files) {
        Set<String> numbers = new HashSet<>();
        files.lines(MOUNTS).forEach(line -> {
            List<String> fields = fields(line);
            if (fields.size() > 4) {
                numbers.add(fields.get(2));
            }
        });
        files.lines("proc/swaps").stream()
                .skip(1)
                .map(line -> fields(line).getFirst())
                .forEach(device -> {
                    String name = device.substring(device.lastIndexOf('/') + 1);
                    files.text("sys/class/block/" + name + "/dev").ifPresent(numbers::add);
                });
        return new InUse(numbers);
    }

    /** The device number of the root file system; the last mount on / is the one that is seen. */
    static Optional<String> rootNumber(SysFiles files) {
        return files.lines(MOUNTS).stream()
                .map(InUse::fields)
                .filter(fields -> fields.size() > 4 && fields.get(4).equals("/"))
                .map(fields -> fields.get(2))
                .reduce((first, second) -> second);
    }

    boolean any(Collection<String> of) {
        return of.stream().anyMatch(numbers::contains);
    }

    private static List<String> fields(String line) {
        return List.of(line.strip().split("\\s+"));
    }
}
