package dev.cairn.app.adapter.drive.macos;

import dev.cairn.app.domain.drive.picture.Bus;
import java.util.Locale;

/** The words of diskutil's {@code BusProtocol}. */
final class MacBus {
    private MacBus() {}

    static Bus of(String protocol) {
        return switch (protocol.toLowerCase(Locale.ROOT)) {
            case "usb" -> Bus.USB;
            case "secure digital" -> Bus.SD_CARD;
            case "firewire" -> Bus.FIREWIRE;
            case "pci", "pci-express", "apple fabric", "nvme", "thunderbolt" -> Bus.NVME;
            case "sata", "ata", "atapi" -> Bus.SATA;
            case "sas" -> Bus.SAS;
            case "scsi" -> Bus.SCSI;
            case "fibre channel interface", "fibre channel" -> Bus.FIBRE_CHANNEL;
            case "iscsi" -> Bus.ISCSI;
            case "virtio", "virtual interface" -> Bus.VIRTIO;
            case "disk image" -> Bus.MADE;
            default -> Bus.OTHER;
        };
    }
}
