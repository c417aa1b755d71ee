package dev.cairn.agent.facts;

import dev.cairn.protocol.NodeFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what the machine is made of. Thread-safe. */
public final class FactsReader {
    private static final String DMI = "sys/class/dmi/id/";
    private static final String SECURE_BOOT =
            "sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c";
    private static final String DISPLAY_CLASS = "0x03";

    private final SysFiles files;
    private final DeviceFacts devices;

    /** {@code root} is / on a real machine. */
    public FactsReader(Path root) {
        this.files = new SysFiles(root);
        this.devices = new DeviceFacts(files);
    }

    /** Everything that the machine tells now. */
    public NodeFacts read() {
        return new NodeFacts(
                cpu(),
                memoryBytes(),
                devices.disks(),
                devices.nics(),
                gpus(),
                files.number("sys/class/tpm/tpm0/tpm_version_major")
                        .map(version -> new NodeFacts.Tpm(version.intValue()))
                        .orElse(null),
                firmware(),
                system(),
                files.text("proc/sys/kernel/osrelease").orElse(System.getProperty("os.version", "")),
                osRelease());
    }

    private NodeFacts.Cpu cpu() {
        int threads = 0;
        String model = "";
        Set<String> sockets = new HashSet<>();
        Set<String> cores = new HashSet<>();
        String socket = "0";
        for (String line : files.lines("proc/cpuinfo")) {
            String value = line.substring(line.indexOf(':') + 1).strip();
            if (line.startsWith("processor")) {
                threads++;
                socket = "0";
            } else if (line.startsWith("model name")) {
                model = value;
            } else if (line.startsWith("physical id")) {
                socket = value;
                sockets.add(socket);
            } else if (line.startsWith("core id")) {
                cores.add(socket + "/" + value);
            }
        }
        int available = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        return new NodeFacts.Cpu(
                model,
                System.getProperty("os.arch", ""),
                Math.max(1, sockets.size()),
                cores.isEmpty() ? available : cores.size(),
                available);
    }

    private long memoryBytes() {
        return files.lines("proc/meminfo").stream()
                .filter(line -> line.startsWith("MemTotal:"))
                .map(line -> Long.parseLong(line.split("\\s+")[1]) * 1024)
                .findFirst()
                .orElseGet(() -> Runtime.getRuntime().maxMemory());
    }

    private List<NodeFacts.Gpu> gpus() {
        String folder = "sys/bus/pci/devices";
        return files.list(folder).stream()
                .filter(address -> files.text(folder + "/" + address + "/class")
                        .filter(kind -> kind.startsWith(DISPLAY_CLASS))
                        .isPresent())
                .map(address -> new NodeFacts.Gpu(
                        address,
                        files.text(folder + "/" + address + "/vendor").orElse(""),
                        files.text(folder + "/" + address + "/device").orElse(""),
                        files.linkName(folder + "/" + address + "/driver").orElse(null)))
                .toList();
    }

    private NodeFacts.Firmware firmware() {
        return new NodeFacts.Firmware(
                files.exists("sys/firmware/efi") ? "UEFI" : "BIOS",
                files.text(DMI + "bios_vendor").orElse(null),
                files.text(DMI + "bios_version").orElse(null),
                files.text(DMI + "bios_date").orElse(null),
                secureBoot());
    }

    /** UEFI 2.10 section 3.3: four bytes of attributes, then 1 if secure boot is on. */
    private boolean secureBoot() {
        try {
            byte[] variable = Files.readAllBytes(files.path(SECURE_BOOT));
            return variable.length == 5 && variable[4] == 1;
        } catch (IOException absent) {
            return false;
        }
    }

    private NodeFacts.SystemIdentity system() {
        return new NodeFacts.SystemIdentity(
                files.text(DMI + "sys_vendor").orElse(null),
                files.text(DMI + "product_name").orElse(null),
                files.text(DMI + "product_serial").orElse(null),
                files.text(DMI + "product_uuid").orElse(null),
                files.text(DMI + "board_serial").orElse(null),
                files.text(DMI + "chassis_serial").orElse(null));
    }

    private NodeFacts.OsRelease osRelease() {
        Map<String, String> keys = new HashMap<>();
        for (String line : files.lines("etc/os-release")) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                keys.put(line.substring(0, equals), line.substring(equals + 1).replaceAll("^[\"']|[\"']$", ""));
            }
        }
        String id = keys.getOrDefault("ID", "unknown");
        return new NodeFacts.OsRelease(
                id,
                Optional.ofNullable(keys.get("VERSION_ID")).orElse(null),
                keys.getOrDefault("PRETTY_NAME", System.getProperty("os.name", id)));
    }
}
