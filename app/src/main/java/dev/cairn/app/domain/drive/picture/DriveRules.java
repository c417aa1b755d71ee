package dev.cairn.app.domain.drive.picture;

import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.Drive.Refusal;
import java.util.Comparator;
import java.util.List;

/**
 * Says of every drive whether it may be written, or every reason why not. Bus first: it decides what a drive is; what the drive
 * says of itself decides only where the bus leaves it open. Pure.
 */
public final class DriveRules {
    private DriveRules() {}

    /** The drives of a machine, ordered by bus and device. */
    public static List<Drive> judge(Machine machine) {
        return machine.disks().stream()
                .map(disk -> judge(disk, machine))
                .sorted(Comparator.comparing(Drive::bus)
                        .thenComparing(drive -> drive.device().toString()))
                .toList();
    }

    /** Whether nothing but what stands on it can still speak against this drive. */
    public static boolean mayBeOffered(Disk disk) {
        Findings findings = new Findings();
        disk(disk, findings);
        return findings.reasons().isEmpty();
    }

    private static Drive judge(Disk disk, Machine machine) {
        Findings findings = new Findings();
        disk(disk, findings);
        if (!machine.systemFound() && disk.bus() != Bus.LOOP) {
            findings.add(Refusal.SYSTEM_UNKNOWN, "");
        }
        for (Block block : machine.standingOn(disk.name())) {
            block.uses().forEach(use -> use(use, block, machine.unmounts(), findings));
            block.contents().forEach(content -> findings.add(content.refusal(), content.word(), block.name()));
            if (block.layer() && !block.name().equals(disk.name())) {
                findings.add(Refusal.IN_USE, block.name());
            }
        }
        return new Drive(
                disk.device(),
                disk.model(),
                disk.serial(),
                disk.bytes(),
                disk.bus().word(),
                disk.busPath(),
                disk.number(),
                disk.sequence(),
                disk.removable() || disk.external(),
                findings.reasons(),
                findings.unmounts());
    }

    private static void disk(Disk disk, Findings findings) {
        switch (disk.bus().attachment()) {
            case PLUGGED -> {}
            case BUILT_IN -> {
                if (!disk.removable() && !disk.external()) {
                    findings.add(Refusal.NOT_REMOVABLE, disk.bus().word());
                }
            }
            case NETWORK -> findings.add(Refusal.NETWORK, disk.bus().word());
            case MADE -> findings.add(Refusal.VIRTUAL, "");
        }
        if (disk.bytes() == 0) {
            findings.add(Refusal.NO_MEDIUM, "");
        }
        if (disk.readOnly()) {
            findings.add(Refusal.READ_ONLY, "");
        }
    }

    private static void use(Use use, Block block, boolean unmounts, Findings findings) {
        Refusal refusal = switch (use.purpose()) {
            case SYSTEM -> Refusal.SYSTEM;
            case SWAP -> Refusal.SWAP;
            case APP -> Refusal.APP;
            case IMAGE -> Refusal.IMAGE;
            case DATA_FOLDER -> Refusal.DATA_FOLDER;
            case BACKUP -> Refusal.BACKUP;
            case MOUNT, DESKTOP_MOUNT -> Refusal.MOUNTED;
            case HELD -> Refusal.IN_USE;
        };
        if (use.purpose() == Use.Purpose.DESKTOP_MOUNT && unmounts) {
            findings.unmount(use.about());
        } else {
            findings.add(refusal, use.about(), block.name());
        }
    }
}
