package dev.cairn.boot;

import java.nio.file.Path;
import java.util.List;

/**
 * A disk of a virtual machine, as arguments of QEMU.
 *
 * @param outlivesItsEmulator whether another QEMU with the same arguments finds it as the first one left it
 */
record VirtualDisk(List<String> arguments, boolean outlivesItsEmulator) {
    /** What QEMU calls the device of {@link #stick}. */
    static final String STICK = "stick-device";

    private VirtualDisk(List<String> arguments) {
        this(arguments, false);
    }

    /** A plain one, booted from when it is alone. */
    static VirtualDisk virtio(Path image) {
        return new VirtualDisk(
                List.of("-drive", "if=virtio,format=raw,cache=unsafe,discard=unmap,file=" + image), true);
    }

    /**
     * A plain one of which every write, discard and flush is recorded in the order in which the disk got them. Requests are not merged:
     * QEMU 7.2's log fails on one that has as many pieces as the system allows.
     *
     * @param log an empty, long enough file; its format is that of Linux' dm-log-writes
     */
    static VirtualDisk recorded(Path image, Path log) {
        return new VirtualDisk(List.of(
                "-blockdev",
                "driver=file,node-name=disk,discard=unmap,cache.no-flush=on,filename=" + image,
                "-blockdev",
                "driver=file,node-name=log,cache.no-flush=on,filename=" + log,
                "-blockdev",
                "driver=blklogwrites,node-name=recorded,discard=unmap,file=disk,log=log",
                "-device",
                "virtio-blk-pci,drive=recorded,request-merging=off"));
    }

    /** One whose changes are forgotten when the machine is switched off. */
    static VirtualDisk unchanged(Path image) {
        return new VirtualDisk(List.of("-drive", "if=virtio,format=raw,snapshot=on,cache=unsafe,file=" + image));
    }

    /** One that the firmware tries first and that can be pulled out: it plays a stick, since the kernel of the tests has no drivers for USB. */
    static VirtualDisk stick(Path image) {
        return new VirtualDisk(List.of(
                "-drive",
                "if=none,id=stick,format=raw,cache=unsafe,discard=unmap,file=" + image,
                "-device",
                "pcie-root-port,id=stick-port,chassis=2",
                "-device",
                "virtio-blk-pci,id=" + STICK + ",bus=stick-port,drive=stick,serial=STICK-1,bootindex=0"));
    }

    /** No disk, but a place for one that is plugged in while the machine runs. */
    static VirtualDisk socket() {
        return new VirtualDisk(List.of("-device", "pcie-root-port,id=socket,chassis=1"));
    }

    /** One that the firmware tries after the stick: where QEMU gives any disk a place in that order, OVMF tries no others. */
    static VirtualDisk nvme(Path image, String serial) {
        return new VirtualDisk(List.of(
                "-drive",
                "if=none,id=" + serial + ",format=raw,cache=unsafe,discard=unmap,file=" + image,
                "-device",
                "nvme,drive=" + serial + ",serial=" + serial + ",bootindex=1"));
    }
}
