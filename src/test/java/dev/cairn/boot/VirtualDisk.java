package dev.cairn.boot;

import dev.cairn.boot.powercut.WriteLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A disk of a virtual machine, as arguments of QEMU.
 *
 * @param device what QEMU calls what can be pulled out, "" where nothing can be
 * @param log where its requests are recorded
 * @param outlivesItsEmulator whether another QEMU with the same arguments finds it as the first one left it
 */
record VirtualDisk(List<String> arguments, String device, Optional<Path> log, boolean outlivesItsEmulator) {
    /** The device of {@link #stick}. */
    static final String STICK = "stick-device";

    /** The device in the {@link #socket}. */
    static final String PLUGGED = "plugged-in";

    private static final List<String> STICK_PORT = List.of("-device", "pcie-root-port,id=stick-port,chassis=2");
    private static final List<String> SOCKET_PORT = List.of("-device", "pcie-root-port,id=socket,chassis=1");

    private VirtualDisk(List<String> arguments) {
        this(arguments, "", Optional.empty(), true);
    }

    private static VirtualDisk removable(String device, List<String> port, String... arguments) {
        List<String> all = new ArrayList<>(port);
        all.addAll(List.of(arguments));
        return new VirtualDisk(all, device, Optional.empty(), true);
    }

    /** A plain one, booted from when it is alone. */
    static VirtualDisk virtio(Path image) {
        return new VirtualDisk(List.of("-drive", "if=virtio,format=raw,cache=unsafe,discard=unmap,file=" + image));
    }

    /**
     * A plain one of which every write, discard and flush is recorded in the order in which the disk got them. Requests are not merged:
     * QEMU 7.2's log fails on one that has as many pieces as the system allows.
     *
     * @param log an empty, long enough file; its format is that of Linux' dm-log-writes
     */
    static VirtualDisk recorded(Path image, Path log) {
        return new VirtualDisk(
                List.of(
                        "-blockdev",
                        "driver=file,node-name=disk,discard=unmap,cache.no-flush=on,filename=" + image,
                        "-blockdev",
                        "driver=file,node-name=log,cache.no-flush=on,filename=" + log,
                        "-blockdev",
                        "driver=blklogwrites,node-name=recorded,discard=unmap,file=disk,log=log,log-append=on",
                        "-device",
                        "virtio-blk-pci,drive=recorded,request-merging=off"),
                "",
                Optional.of(log),
                true);
    }

    /** One whose changes are forgotten when the machine is switched off. */
    static VirtualDisk unchanged(Path image) {
        return new VirtualDisk(
                List.of("-drive", "if=virtio,format=raw,snapshot=on,cache=unsafe,file=" + image),
                "",
                Optional.empty(),
                false);
    }

    /** One that the firmware tries first and that can be pulled out: it plays a stick, since the kernel of the tests has no drivers for USB. */
    static VirtualDisk stick(Path image) {
        return removable(
                STICK,
                STICK_PORT,
                "-drive",
                "if=none,id=stick,format=raw,cache=unsafe,discard=unmap,file=" + image,
                "-device",
                "virtio-blk-pci,id=" + STICK + ",bus=stick-port,drive=stick,serial=STICK-1,bootindex=0");
    }

    /** Where the stick was. */
    static VirtualDisk withoutStick() {
        return removable(STICK, STICK_PORT);
    }

    /** No disk, but a place for one that is plugged in while the machine runs. */
    static VirtualDisk socket() {
        return removable(PLUGGED, SOCKET_PORT);
    }

    /** The same with this in it. */
    static VirtualDisk socket(Path image) {
        return removable(
                PLUGGED,
                SOCKET_PORT,
                "-blockdev",
                "driver=raw,node-name=plugged,file.driver=file,file.filename=" + image,
                "-device",
                "virtio-blk-pci,id=" + PLUGGED + ",bus=socket,drive=plugged");
    }

    /** One that the firmware tries after the stick: where QEMU gives any disk a place in that order, OVMF tries no others. */
    static VirtualDisk nvme(Path image, String serial) {
        return new VirtualDisk(List.of(
                "-drive",
                "if=none,id=" + serial + ",format=raw,cache=unsafe,discard=unmap,file=" + image,
                "-device",
                "nvme,drive=" + serial + ",serial=" + serial + ",bootindex=1"));
    }

    /** Called while no QEMU runs, before one is started with the {@link #arguments}. */
    void getReady() throws IOException {
        if (log.isPresent()) {
            WriteLog.complete(log.get());
        }
    }
}
