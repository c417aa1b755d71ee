package dev.cairn.app.adapter.drive.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All block devices and their partitions at one moment, found by name, by number and by path below /dev. */
final class SysBlocks {
    private final Map<String, SysBlock> byName = new LinkedHashMap<>();
    private final Map<String, String> byNumber = new HashMap<>();
    private final Map<String, String> byMapping = new HashMap<>();
    private final Path devices;

    SysBlocks(Path root) {
        this.devices = root.resolve("dev");
        for (Path entry : KernelFiles.entries(root.resolve("sys/block"))) {
            Path whole = KernelFiles.real(entry);
            add(new SysBlock(KernelFiles.name(entry), whole, ""));
            for (Path child : KernelFiles.entries(whole)) {
                if (Files.exists(child.resolve("partition"))) {
                    add(new SysBlock(KernelFiles.name(child), child, KernelFiles.name(entry)));
                }
            }
        }
    }

    private void add(SysBlock block) {
        byName.put(block.name(), block);
        if (!block.number().isEmpty()) {
            byNumber.put(block.number(), block.name());
        }
        String mapping = block.text("dm/name");
        if (!mapping.isEmpty()) {
            byMapping.put(mapping, block.name());
        }
    }

    Collection<SysBlock> all() {
        return byName.values();
    }

    Path device(SysBlock block) {
        return devices.resolve(block.deviceName());
    }

    Optional<String> numbered(String majorMinor) {
        return Optional.ofNullable(byNumber.get(majorMinor));
    }

    /** The names of the devices that a path, or several joined by colons as bcachefs does, leads to. */
    List<String> at(String source) {
        List<String> found = new ArrayList<>();
        for (String one : source.split(":", -1)) {
            if (one.startsWith("/dev/")) {
                below(one.substring("/dev/".length())).ifPresent(found::add);
            }
        }
        return found;
    }

    /** Device mapper joins group and volume by one hyphen and doubles those inside the names (lvm(8)). */
    private Optional<String> below(String path) {
        String direct = path.replace('/', '!');
        if (byName.containsKey(direct)) {
            return Optional.of(direct);
        }
        String mapping = path.startsWith("mapper/")
                ? path.substring("mapper/".length())
                : path.replace("-", "--").replace('/', '-');
        if (byMapping.containsKey(mapping)) {
            return Optional.ofNullable(byMapping.get(mapping));
        }
        String linked = KernelFiles.name(KernelFiles.real(devices.resolve(path)));
        return byName.containsKey(linked) ? Optional.of(linked) : Optional.empty();
    }
}
