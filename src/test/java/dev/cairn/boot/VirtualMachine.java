package dev.cairn.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A machine with UEFI, disks, a hardware watchdog and one network card, emulated by QEMU without hardware help. One virtual CPU on
 * one thread: with more, Debian 13's kernel faults under emulation.
 *
 * <p>Each time the machine is started again, by its guest or its watchdog, another QEMU does it, on the same disks and variables. In one that goes
 * on instead, QEMU 7.2 sometimes gets stuck in the firmware, before anything of ours runs: the handler of OVMF's timer is entered again and
 * again, over further resets too.
 */
final class VirtualMachine implements AutoCloseable {
    private static final Path FIRMWARE = Path.of("/usr/share/OVMF/OVMF_CODE_4M.fd");
    private static final Path VARIABLES = Path.of("/usr/share/OVMF/OVMF_VARS_4M.fd");

    private final Path folder;
    private final ConsoleLog console;
    private final List<String> board;
    private final List<VirtualDisk> disks;
    private Emulator emulator;
    private boolean over;

    private VirtualMachine(Path folder, ConsoleLog console, List<String> board, List<VirtualDisk> disks)
            throws IOException {
        this.folder = folder;
        this.console = console;
        this.board = board;
        this.disks = new ArrayList<>(disks);
        this.emulator = powered();
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
        command.addAll(network);
        command.addAll(List.of("-chardev", "file,id=console,append=on,path=" + console.file()));
        command.addAll(List.of("-device", "virtio-rng-pci", "-serial", "chardev:console"));
        // Resets the machine when nobody has touched it for a minute, as the chipset of a real one does.
        command.addAll(List.of("-device", "i6300esb", "-action", "watchdog=reset"));
        VirtualMachine machine = new VirtualMachine(folder, console, command, disks);
        Thread.ofVirtual().name("restarts of " + folder.getFileName()).start(machine::followRestarts);
        return machine;
    }

    private Emulator powered() throws IOException {
        List<String> command = new ArrayList<>(board);
        for (VirtualDisk disk : disks) {
            disk.getReady();
            command.addAll(disk.arguments());
        }
        // Socket paths are short on Linux, the build folder may not be.
        Path sockets = Path.of("/tmp", "cairn-qmp-" + ProcessHandle.current().pid() + "-" + folder.getFileName());
        return Emulator.start(command, sockets, folder.resolve("qemu.log"));
    }

    private void followRestarts() {
        try {
            while (isRunning()) {
                Emulator now = emulator();
                boolean restarts = now.restarts();
                follow(now, restarts);
            }
        } catch (IOException | InterruptedException e) {
            System.out.println("the machine of " + folder + " is not started again: " + e);
            isOver();
        }
    }

    private synchronized void follow(Emulator last, boolean restarts) throws IOException, InterruptedException {
        if (emulator != last || over) {
            return;
        }
        if (!restarts) {
            isOver();
        } else if (disks.stream().allMatch(VirtualDisk::outlivesItsEmulator)) {
            cutPower();
        }
    }

    private synchronized void isOver() {
        over = true;
    }

    private synchronized Emulator emulator() {
        return emulator;
    }

    ConsoleLog console() {
        return console;
    }

    /** Until the guest has switched itself off. */
    synchronized boolean isRunning() {
        return !over;
    }

    /** Cuts the power for an instant: the machine starts again from its firmware, nothing is told to the guest. */
    synchronized void cutPower() throws IOException, InterruptedException {
        emulator.cut();
        emulator = powered();
    }

    /** Plugs a disk into the {@link VirtualDisk#socket}, which has to be empty. */
    synchronized void plugIn(Path image) throws IOException {
        try (Qmp qmp = emulator.control()) {
            qmp.execute(
                    "blockdev-add",
                    "{\"driver\":\"raw\",\"node-name\":\"plugged\",\"file\":{\"driver\":\"file\",\"filename\":\""
                            + image + "\"}}");
            qmp.execute(
                    "device_add",
                    "{\"driver\":\"virtio-blk-pci\",\"id\":\"" + VirtualDisk.PLUGGED
                            + "\",\"bus\":\"socket\",\"drive\":\"plugged\"}");
        }
        remember(VirtualDisk.socket(image));
    }

    /** Pulls out what was plugged in; returns once the guest has let go of it. */
    synchronized void pullOut() throws IOException {
        try (Qmp qmp = emulator.control()) {
            pullOut(qmp, VirtualDisk.PLUGGED);
            qmp.execute("blockdev-del", "{\"node-name\":\"plugged\"}");
        }
        remember(VirtualDisk.socket());
    }

    /** Pulls out the {@link VirtualDisk#stick}, though the guest may be running from it. */
    synchronized void pullOutStick() throws IOException {
        try (Qmp qmp = emulator.control()) {
            pullOut(qmp, VirtualDisk.STICK);
        }
        remember(VirtualDisk.withoutStick());
    }

    private static void pullOut(Qmp qmp, String device) throws IOException {
        qmp.execute("device_del", "{\"id\":\"" + device + "\"}");
        qmp.await("DEVICE_DELETED", device);
    }

    /** For the next QEMU. */
    private void remember(VirtualDisk changed) {
        disks.replaceAll(disk -> disk.device().equals(changed.device()) ? changed : disk);
    }

    @Override
    public synchronized void close() throws InterruptedException {
        over = true;
        emulator.end();
    }
}
