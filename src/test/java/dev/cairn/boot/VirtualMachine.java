package dev.cairn.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A machine with UEFI, disks, a hardware watchdog and one network card, emulated by QEMU without hardware help. One virtual CPU on
 * one thread: with more, Debian 13's kernel faults under emulation.
 */
final class VirtualMachine implements AutoCloseable {
    private static final Path FIRMWARE = Path.of("/usr/share/OVMF/OVMF_CODE_4M.fd");
    private static final Path VARIABLES = Path.of("/usr/share/OVMF/OVMF_VARS_4M.fd");

    private final Path folder;
    private final ConsoleLog console;
    private final Process process;

    private VirtualMachine(Path folder, ConsoleLog console, Process process) {
        this.folder = folder;
        this.console = console;
        this.process = process;
    }

    /**
     * Switches a machine on. Called inside the LAN's namespace.
     *
     * @param tap the cable, of {@link VirtualLan#plug}
     * @param folder gets the console ({@link ConsoleLog#NAME}), the firmware's variables and QEMU's own output
     */
    static VirtualMachine start(String tap, Path folder, String mac, List<VirtualDisk> disks) throws IOException {
        return start(List.of(), tap, folder, mac, disks);
    }

    /**
     * The same from a program that is elsewhere.
     *
     * @param inside words that run a command in the namespace of the tap
     */
    static VirtualMachine start(List<String> inside, String tap, Path folder, String mac, List<VirtualDisk> disks)
            throws IOException {
        return start(
                inside,
                folder,
                List.of(
                        "-netdev",
                        "tap,id=lan,script=no,downscript=no,ifname=" + tap,
                        "-device",
                        "virtio-net-pci,romfile=,netdev=lan,mac=" + mac),
                disks);
    }

    /** Switches a machine without a network card on. */
    static VirtualMachine alone(Path folder, List<VirtualDisk> disks) throws IOException {
        return start(List.of(), folder, List.of(), disks);
    }

    private static VirtualMachine start(List<String> inside, Path folder, List<String> network, List<VirtualDisk> disks)
            throws IOException {
        Tool.require("qemu-system-x86_64", "qemu-system-x86");
        if (!Files.exists(FIRMWARE)) {
            throw new AssertionError(FIRMWARE + " is missing: install it with: apt-get install ovmf");
        }
        Files.createDirectories(folder);
        Path variables = folder.resolve("firmware-variables.fd");
        Files.copy(VARIABLES, variables, StandardCopyOption.REPLACE_EXISTING);
        ConsoleLog console = new ConsoleLog(folder.resolve(ConsoleLog.NAME));
        Files.deleteIfExists(console.file());
        List<String> command = new ArrayList<>(inside);
        command.add("qemu-system-x86_64");
        // Without AVX: the JVM's and the C library's vector code is five times slower under emulation than the plain
        // code.
        command.addAll(List.of("-machine", "q35,sata=off", "-accel", "tcg,thread=single", "-cpu", "max,-avx2,-avx"));
        command.addAll(List.of("-smp", "1", "-m", "1024", "-no-user-config", "-nodefaults", "-display", "none"));
        command.addAll(List.of("-drive", "if=pflash,format=raw,unit=0,readonly=on,file=" + FIRMWARE));
        command.addAll(List.of("-drive", "if=pflash,format=raw,unit=1,file=" + variables));
        disks.forEach(disk -> command.addAll(disk.arguments()));
        command.addAll(network);
        command.addAll(List.of("-device", "virtio-rng-pci", "-serial", "file:" + console.file()));
        // Resets the machine when nobody has touched it for a minute, as the chipset of a real one does.
        command.addAll(List.of("-device", "i6300esb", "-action", "watchdog=reset"));
        command.addAll(List.of("-qmp", "unix:" + qmpSocket(folder) + ",server=on,wait=off"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("qemu.log").toFile())
                .start();
        return new VirtualMachine(folder, console, process);
    }

    ConsoleLog console() {
        return console;
    }

    /** Waits until the guest has switched itself off. */
    boolean ends(Duration most) throws InterruptedException {
        return process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Cuts the power for an instant: the machine starts again from its firmware, nothing is told to the guest. */
    void cutPower() throws IOException {
        try (Qmp qmp = Qmp.connect(qmpSocket(folder))) {
            qmp.execute("system_reset");
        }
    }

    /** Plugs a disk into the {@link VirtualDisk#socket}, which has to be empty. */
    void plugIn(Path image) throws IOException {
        try (Qmp qmp = Qmp.connect(qmpSocket(folder))) {
            qmp.execute(
                    "blockdev-add",
                    "{\"driver\":\"raw\",\"node-name\":\"plugged\",\"file\":{\"driver\":\"file\",\"filename\":\""
                            + image + "\"}}");
            qmp.execute(
                    "device_add",
                    "{\"driver\":\"virtio-blk-pci\",\"id\":\"plugged-in\",\"bus\":\"socket\",\"drive\":\"plugged\"}");
        }
    }

    /** Pulls out what was plugged in; returns once the guest has let go of it. */
    void pullOut() throws IOException {
        try (Qmp qmp = Qmp.connect(qmpSocket(folder))) {
            qmp.execute("device_del", "{\"id\":\"plugged-in\"}");
            qmp.await("DEVICE_DELETED", "plugged-in");
            qmp.execute("blockdev-del", "{\"node-name\":\"plugged\"}");
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /** Socket paths are short on Linux, the build folder may not be. */
    private static Path qmpSocket(Path folder) {
        return Path.of("/tmp", "cairn-qmp-" + ProcessHandle.current().pid() + "-" + folder.getFileName());
    }
}
