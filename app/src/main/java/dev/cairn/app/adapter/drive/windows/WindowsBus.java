package dev.cairn.app.adapter.drive.windows;

import dev.cairn.app.domain.drive.picture.Bus;
import java.util.Locale;
import java.util.Map;

/** The bus types of MSFT_Disk, which PowerShell writes as words or as numbers, depending on its version. */
final class WindowsBus {
    private static final Map<String, Bus> BUSES = Map.ofEntries(
            Map.entry("1", Bus.SCSI),
            Map.entry("scsi", Bus.SCSI),
            Map.entry("2", Bus.SATA),
            Map.entry("atapi", Bus.SATA),
            Map.entry("3", Bus.SATA),
            Map.entry("ata", Bus.SATA),
            Map.entry("4", Bus.FIREWIRE),
            Map.entry("1394", Bus.FIREWIRE),
            Map.entry("6", Bus.FIBRE_CHANNEL),
            Map.entry("fibre channel", Bus.FIBRE_CHANNEL),
            Map.entry("7", Bus.USB),
            Map.entry("usb", Bus.USB),
            Map.entry("8", Bus.RAID),
            Map.entry("raid", Bus.RAID),
            Map.entry("9", Bus.ISCSI),
            Map.entry("iscsi", Bus.ISCSI),
            Map.entry("10", Bus.SAS),
            Map.entry("sas", Bus.SAS),
            Map.entry("11", Bus.SATA),
            Map.entry("sata", Bus.SATA),
            Map.entry("12", Bus.SD_CARD),
            Map.entry("sd", Bus.SD_CARD),
            Map.entry("13", Bus.EMMC),
            Map.entry("mmc", Bus.EMMC),
            Map.entry("14", Bus.MADE),
            Map.entry("virtual", Bus.MADE),
            Map.entry("15", Bus.MADE),
            Map.entry("file backed virtual", Bus.MADE),
            Map.entry("16", Bus.MADE),
            Map.entry("spaces", Bus.MADE),
            Map.entry("storage spaces", Bus.MADE),
            Map.entry("17", Bus.NVME),
            Map.entry("nvme", Bus.NVME),
            Map.entry("19", Bus.UFS),
            Map.entry("ufs", Bus.UFS));

    private WindowsBus() {}

    static Bus of(String type) {
        return BUSES.getOrDefault(type.toLowerCase(Locale.ROOT), Bus.OTHER);
    }
}
