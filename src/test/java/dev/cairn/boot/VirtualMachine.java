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
 *
 * <p>After ten minutes and several restarts of the guest, QEMU 7.2 sometimes gets stuck in the firmware, before anything of ours runs: the handler
 * of OVMF's timer is entered again and again, over a reset too, while a QEMU that is started anew goes on at once. A machine that is silent for
 * {@link #STUCK} after its kernel restarted it is therefore switched off and on.
 */
final class VirtualMachine implements AutoCloseable {
    private static final Path FIRMWARE = Path.of("/usr/share/OVMF/OVMF_CODE_4M.fd");
    private static final Path VARIABLES = Path.of("/usr/share/OVMF/OVMF_VARS_4M.fd");

    /** The firmware says its first word within twenty seconds. */
    private static final Duration STUCK = Duration.ofMinutes(2);

    private final Path folder;
    private final ConsoleLog console;
    private final List<String> command;
    private Process process;
    private boolean closed;

    private VirtualMachine(Path folder, ConsoleLog console, List<String> command) throws IOException {
        this.folder = folder;
        this.console = console;
        this.command = command;
        this.process = launch();
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
        command.addAll(List.of("-chardev", "file,id=console,append=on,path=" + console.file()));
        command.addAll(List.of("-device", "virtio-rng-pci", "-serial", "chardev:console"));
        // Resets the machine when nobody has touched it for a minute, as the chipset of a real one does.
        command.addAll(List.of("-device", "i6300esb", "-action", "watchdog=reset"));
        command.addAll(List.of("-qmp", "unix:" + qmpSocket(folder) + ",server=on,wait=off"));
        VirtualMachine machine = new VirtualMachine(folder, console, command);
        if (disks.stream().allMatch(VirtualDisk::outlivesItsEmulator)) {
            Thread.ofVirtual().name("stuck-firmware").start(machine::watch);
        }
        return machine;
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("qemu.log").toFile())
                .start();
    }

    private void watch() {
        try {
            while (isRunning()) {
                TimeUnit.SECONDS.sleep(5);
                if (console.isSilentSinceRestart(STUCK)) {
                    switchOffAndOn();
                    TimeUnit.MILLISECONDS.sleep(STUCK.toMillis());
                }
            }
        } catch (IOException | InterruptedException ended) {
            System.out.println("the firmware of " + folder + " is no longer watched: " + ended);
        }
    }

    private synchronized void switchOffAndOn() throws IOException, InterruptedException {
        if (!closed && process.isAlive()) {
            process.destroyForcibly().waitFor();
            process = launch();
            System.out.println("QEMU was stuck in the firmware of " + folder.getFileName() + ": switched off and on");
        }
    }

    private synchronized Process process() {
        return process;
    }

    ConsoleLog console() {
        return console;
    }

    /** Waits until the guest has switched itself off. */
    boolean ends(Duration most) throws InterruptedException {
        long until = System.nanoTime() + most.toNanos();
        Process now = process();
        while (now.waitFor(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            if (process() == now) {
                return true;
            }
            now = process();
        }
        return false;
    }

    boolean isRunning() {
        return process().isAlive();
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
            pullOut(qmp, "plugged-in");
            qmp.execute("blockdev-del", "{\"node-name\":\"plugged\"}");
        }
    }

    /** Pulls out the {@link VirtualDisk#stick}, though the guest may be running from it. */
    void pullOutStick() throws IOException {
        try (Qmp qmp = Qmp.connect(qmpSocket(folder))) {
            pullOut(qmp, VirtualDisk.STICK);
        }
    }

    private static void pullOut(Qmp qmp, String device) throws IOException {
        qmp.execute("device_del", "{\"id\":\"" + device + "\"}");
        qmp.await("DEVICE_DELETED", device);
    }

    @Override
    public synchronized void close() throws InterruptedException {
        closed = true;
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
